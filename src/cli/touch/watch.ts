import { HOUR, MINUTE, SECOND } from '../../domain/clock.js'
import { isRed, type RunReport } from '../../domain/report.js'
import type { Reason } from '../../reasons/index.js'
import { blockingReason, pickWanted } from '../../touch/plan.js'
import { type Cli, reread } from '../shared/cli.js'
import { printSettingsProblems } from '../shared/errors.js'
import { EXIT, type ExitCode, exitOf } from '../shared/outcome.js'
import { openSession } from '../shared/session.js'
import { loadSettings } from '../shared/settings.js'
import { runOnce } from './touch.js'

/** HeadHunter's limit is to the second. */
const AFTER_DUE = 2 * SECOND
const SHORTEST_PAUSE = 30 * SECOND
/** After a problem: the first wait, which then doubles. */
const FIRST_PAUSE_AFTER_PROBLEM = 15 * MINUTE
const LONGEST_PAUSE_AFTER_PROBLEM = 2 * HOUR
const MOST_DOUBLINGS = 10
/** How often the list is read: a person can raise on the site, and the machine can sleep. */
const LOOK_EVERY = 15 * MINUTE
/** HeadHunter's time has a resolution of a second, and a request takes time. */
const SAME_MOMENT = 5 * SECOND

/** Later runs would end the same. */
const FINAL: readonly Reason[] = ['application_may_not_touch', 'application_deleted', 'not_an_applicant']

/**
 * Raises whenever HeadHunter allows, until Ctrl-C or until a person has to act. HeadHunter's clock decides what is due; this
 * machine's only measures waits.
 */
export async function watch(cli: Cli): Promise<ExitCode> {
  let problemsInARow = 0
  for (;;) {
    const round = await runOnce(cli)
    if (!round.ok) return printSettingsProblems(round.problems, cli)
    const { report } = round
    const exit = exitOf(report)
    if (exit === EXIT.interrupted || exit === EXIT.authorizeAgain || isFinal(report)) return exit
    problemsInARow = isRed(report) ? problemsInARow + 1 : 0
    if (!(await pause(waitAfter(report, problemsInARow), problemsInARow === 0, cli))) {
      cli.screen.note(cli.say.watch.ended)
      return EXIT.interrupted
    }
  }
}

const isFinal = ({ diagnostics }: RunReport): boolean =>
  diagnostics.some(({ diagnostic }) => FINAL.includes(diagnostic.reason))

/** How long until the next run, in milliseconds. */
export function waitAfter({ resumes, endedAt }: RunReport, problemsInARow: number): number {
  const times = resumes.flatMap(({ nextTouchAt }) => nextTouchAt ?? [])
  const due = times.length === 0 ? undefined : Math.min(...times) + AFTER_DUE - endedAt
  if (problemsInARow === 0) return Math.max(due ?? FIRST_PAUSE_AFTER_PROBLEM, SHORTEST_PAUSE)
  const policy = FIRST_PAUSE_AFTER_PROBLEM * 2 ** Math.min(problemsInARow - 1, MOST_DOUBLINGS)
  return Math.max(due ?? 0, Math.min(policy, LONGEST_PAUSE_AFTER_PROBLEM))
}

/** Waits until the next run is due; checks regularly whether that moment has changed. False after a signal. */
async function pause(first: number, mayLook: boolean, cli: Cli): Promise<boolean> {
  const announce = () => cli.screen.note(cli.say.watch.until(cli.tools.clock.now() + left))
  let left = first
  announce()
  for (;;) {
    const step = mayLook ? Math.min(left, LOOK_EVERY) : left
    if (!(await wait(step, left, cli))) return false
    left -= step
    if (left <= 0) return true
    const due = await look(cli)
    if (due === undefined) continue
    const isMoved = Math.abs(due - left) > SAME_MOMENT
    left = due
    if (isMoved) announce()
  }
}

/**
 * One request: milliseconds until the next resume is due, by HeadHunter's clock. Undefined on failure; then the known moment
 * stays, and the run at that moment reports the problem.
 */
async function look(given: Cli): Promise<number | undefined> {
  const cli = await reread(given)
  const read = loadSettings(cli)
  const settings = read.ok ? read.settings : undefined
  if (settings?.accessToken === undefined) return undefined
  const list = await openSession(cli, { settings, quiet: true }).headHunter.resumes(settings.accessToken)
  if (!list.ok) return undefined
  const { resumes, serverTime } = list.value
  const times = pickWanted(resumes, settings.resumeIds)
    .filter(({ resume }) => blockingReason(resume) === undefined)
    .flatMap(({ resume }) => resume?.nextTouchAt ?? [])
  return times.length === 0 ? undefined : Math.max(0, Math.min(...times) - serverTime) + AFTER_DUE
}

/** Waits, with a countdown at a terminal; `left` is the time until the next run. False after a signal. */
async function wait(ms: number, left: number, cli: Cli): Promise<boolean> {
  const { tools, screen, say, shutdown } = cli
  const { clock, terminal } = tools
  for (let waited = 0; waited < ms && !shutdown.signal.aborted; ) {
    const rest = left - waited
    if (terminal.interactive) screen.status(say.watch.countdown(rest))
    const step = terminal.interactive ? Math.min(tickOf(rest), ms - waited) : ms
    await clock.sleep(step, shutdown.signal)
    waited += step
  }
  screen.status('')
  return !shutdown.signal.aborted
}

/** Seconds are shown only in the last hour. */
const tickOf = (rest: number): number => (rest > HOUR ? MINUTE : SECOND)
