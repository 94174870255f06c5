import { type Clock, HOUR, MINUTE, SECOND } from '../../domain/clock.js'
import { isRed, type RunReport } from '../../domain/report.js'
import { blockingReason, pickWanted } from '../../touch/plan.js'
import { type Cli, reread } from '../shared/cli.js'
import { complainOfSettings } from '../shared/complaints.js'
import { EXIT, type ExitCode, exitOf } from '../shared/exit.js'
import { Interrupted } from '../shared/interrupted.js'
import { runOnce } from '../shared/once.js'
import { openSession } from '../shared/session.js'
import { loadSettings } from '../shared/settings.js'
import { showReport } from './touch.js'

/** HeadHunter's limit is to the second. */
const AFTER_DUE = 2 * SECOND
/** Where HeadHunter's clock and this machine's differ, a due moment may be past already. */
const SHORTEST_PAUSE = 30 * SECOND
/** After a problem: at first this long, then doubling. */
const FIRST_PAUSE_AFTER_PROBLEM = 15 * MINUTE
const LONGEST_PAUSE_AFTER_PROBLEM = 2 * HOUR
const MOST_DOUBLINGS = 10
/** Meanwhile a person may have touched on the site, this machine have slept, or its clock been set. */
const LOOK_EVERY = 15 * MINUTE
/** HeadHunter tells its time in whole seconds, and an answer takes a while. */
const SAME_MOMENT = 5 * SECOND

/** Stays and touches whenever HeadHunter allows, until Ctrl-C, or until only a person can go on. */
export async function watch(cli: Cli): Promise<ExitCode> {
  const stopped = cli.shutdown.signal
  let problemsInARow = 0
  while (!stopped.aborted) {
    const round = await runOnce(cli)
    if (!round.ok) return complainOfSettings(round.problems, cli)
    showReport(round.report, cli)
    if (stopped.aborted) break
    const exit = exitOf(round.report)
    if (exit === EXIT.authorizeAgain) return exit
    problemsInARow = isRed(round.report) ? problemsInARow + 1 : 0
    const until = nextRunAt(round.report, problemsInARow, cli.tools.clock.now())
    if (problemsInARow === 0) await pauseAndLook(until, cli, stopped)
    else {
      announce(until, cli)
      await pause({ until, wake: until }, cli, stopped)
    }
  }
  throw new Interrupted()
}

/** When to run again, in milliseconds since the epoch. */
export function nextRunAt(report: RunReport, problemsInARow: number, now: number): number {
  const times = report.resumes.flatMap(({ nextTouchAt }) => nextTouchAt ?? [])
  const due = times.length === 0 ? undefined : Math.min(...times) + AFTER_DUE
  if (problemsInARow === 0) return Math.max(due ?? now + FIRST_PAUSE_AFTER_PROBLEM, now + SHORTEST_PAUSE)
  const policy = FIRST_PAUSE_AFTER_PROBLEM * 2 ** Math.min(problemsInARow - 1, MOST_DOUBLINGS)
  return Math.max(due ?? 0, now + Math.min(policy, LONGEST_PAUSE_AFTER_PROBLEM))
}

/** Until the next run is due; looks now and then whether that moment is still the right one. */
async function pauseAndLook(first: number, cli: Cli, stopped: AbortSignal): Promise<void> {
  const { clock } = cli.tools
  let until = first
  announce(until, cli)
  for (;;) {
    await pause({ until, wake: Math.min(until, clock.now() + LOOK_EVERY) }, cli, stopped)
    if (stopped.aborted || clock.now() >= until) return
    const due = await look(cli)
    if (due === undefined || Math.abs(due - until) <= SAME_MOMENT) continue
    until = due
    announce(until, cli)
  }
}

/**
 * One request: when the next resume is due, by HeadHunter's clock, told in this machine's time. Undefined when that can't
 * be learnt; then what was known counts, and the run at that moment tells what is wrong.
 */
async function look(given: Cli): Promise<number | undefined> {
  const cli = await reread(given)
  const read = loadSettings(cli)
  const settings = read.ok ? read.settings : undefined
  if (settings?.accessToken === undefined) return undefined
  const session = openSession(cli, { settings, quiet: true })
  try {
    const list = await session.headHunter.resumes(settings.accessToken)
    if (!list.ok) return undefined
    const { resumes, serverTime } = list.value
    const times = pickWanted(resumes, settings.resumeIds)
      .filter(({ resume }) => blockingReason(resume) === undefined)
      .flatMap(({ resume }) => resume?.nextTouchAt ?? [])
    if (times.length === 0) return undefined
    return cli.tools.clock.now() + Math.max(0, Math.min(...times) - serverTime) + AFTER_DUE
  } finally {
    session.end()
  }
}

const announce = (until: number, { screen, say }: Cli): void => screen.note(say.watch.until(until))

interface Pause {
  /** When the next run is due. */
  until: number
  /** When the pause ends; then or before. */
  wake: number
}

/** Counts down where a person watches. */
async function pause({ until, wake }: Pause, cli: Cli, stopped: AbortSignal): Promise<void> {
  const { clock, terminal } = cli.tools
  const { screen, say } = cli
  if (!terminal.interactive) {
    await clock.sleep(Math.max(0, wake - clock.now()), stopped)
    return
  }
  while (!stopped.aborted && clock.now() < wake) {
    screen.status(say.watch.countdown(until - clock.now()))
    await clock.sleep(Math.min(tickOf(until, clock), wake - clock.now()), stopped)
  }
  screen.status('')
}

/** Seconds show only in the last hour. */
const tickOf = (until: number, clock: Clock): number => (until - clock.now() > HOUR ? MINUTE : SECOND)
