import { type Clock, HOUR, MINUTE, SECOND } from '../clock.js'
import { isRed, type RunReport } from '../report/report.js'
import { EXIT, type ExitCode, exitOf } from './exit.js'
import type { Cli } from './shell/cli.js'
import { complainOfSettings, showReport } from './touch.js'
import { runOnce } from './work/once.js'

/** HeadHunter's limit is to the second. */
const AFTER_DUE = 2 * SECOND
/** Where HeadHunter's clock and this machine's differ, a due moment may be past already. */
const SHORTEST_PAUSE = 30 * SECOND
/** After a problem: at first this long, then doubling. */
const FIRST_PAUSE_AFTER_PROBLEM = 15 * MINUTE
const LONGEST_PAUSE_AFTER_PROBLEM = 2 * HOUR
const MOST_DOUBLINGS = 10

/** Stays and touches whenever HeadHunter allows, until Ctrl-C, or until only a person can go on. */
export async function watch(cli: Cli): Promise<ExitCode> {
  const stopped = new AbortController()
  const untie = cli.tools.terminal.onSignal(() => stopped.abort())
  try {
    return await rounds(cli, stopped.signal)
  } finally {
    untie()
  }
}

async function rounds(cli: Cli, stopped: AbortSignal): Promise<ExitCode> {
  let problemsInARow = 0
  while (!stopped.aborted) {
    const round = await runOnce(cli)
    if (!round.ok) return complainOfSettings(round.problems, cli)
    showReport(round.report, cli)
    if (stopped.aborted) break
    const exit = exitOf(round.report)
    if (exit === EXIT.authorizeAgain) return exit
    problemsInARow = isRed(round.report) ? problemsInARow + 1 : 0
    await pause(nextRunAt(round.report, problemsInARow, cli.tools.clock.now()), cli, stopped)
  }
  cli.screen.note(cli.say.watch.ended)
  return EXIT.done
}

/** When to run again, in milliseconds since the epoch. */
export function nextRunAt(report: RunReport, problemsInARow: number, now: number): number {
  const times = report.resumes.flatMap(({ nextTouchAt }) => nextTouchAt ?? [])
  const due = times.length === 0 ? undefined : Math.min(...times) + AFTER_DUE
  if (problemsInARow === 0) return Math.max(due ?? now + FIRST_PAUSE_AFTER_PROBLEM, now + SHORTEST_PAUSE)
  const patience = FIRST_PAUSE_AFTER_PROBLEM * 2 ** Math.min(problemsInARow - 1, MOST_DOUBLINGS)
  return Math.max(due ?? 0, now + Math.min(patience, LONGEST_PAUSE_AFTER_PROBLEM))
}

/** Says until when, and counts down where a person watches. */
async function pause(until: number, cli: Cli, stopped: AbortSignal): Promise<void> {
  const { clock, terminal } = cli.tools
  const { screen, say } = cli
  screen.note(say.watch.until(until))
  if (!terminal.interactive) {
    await clock.sleep(Math.max(0, until - clock.now()), stopped)
    return
  }
  while (!stopped.aborted && clock.now() < until) {
    screen.status(say.watch.countdown(until - clock.now()))
    await clock.sleep(Math.min(tickOf(until, clock), until - clock.now()), stopped)
  }
  screen.status('')
}

/** Seconds show only in the last hour. */
const tickOf = (until: number, clock: Clock): number => (until - clock.now() > HOUR ? MINUTE : SECOND)
