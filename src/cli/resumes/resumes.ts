import type { Session } from '../../compose.js'
import { problem } from '../../domain/diagnostics.js'
import type { Resume, ResumeList, ResumeReadiness } from '../../domain/headhunter.js'
import { ok, type ReportedDiagnostic } from '../../reasons/index.js'
import { isolateBidi } from '../../report/markup.js'
import { tableLines } from '../../report/terminal.js'
import { viewsOf } from '../../report/view.js'
import type { Account } from '../../tokens/attempt.js'
import { blockingReason } from '../../touch/plan.js'
import type { Cli } from '../shared/cli.js'
import { printSettingsProblems } from '../shared/errors.js'
import { EXIT, type ExitCode, exitForDiagnostics, printDiagnostics } from '../shared/outcome.js'
import { enterAccount, openSession } from '../shared/session.js'
import { loadSettings } from '../shared/settings.js'

/**
 * Lists the resumes and when they can be raised; for a single one, why it can't be, and what to fill in. With `--json` always
 * an array, empty on failure, which the exit code shows.
 */
export async function resumes(cli: Cli, wanted: string | undefined): Promise<ExitCode> {
  const { shown, exit } = await listResumes(cli, wanted)
  if (cli.json) cli.screen.result(shown)
  return exit
}

interface Listed {
  /** For `--json`. */
  shown: object[]
  exit: ExitCode
}

async function listResumes(cli: Cli, wanted: string | undefined): Promise<Listed> {
  const read = loadSettings(cli)
  if (!read.ok) return { shown: [], exit: printSettingsProblems(read.problems, cli) }
  const { settings } = read
  const session = openSession(cli, { settings })
  const { account, diagnostics } = await enterAccount(session, { settings })
  if (account === undefined) {
    printDiagnostics(diagnostics, cli)
    return { shown: [], exit: exitForDiagnostics(diagnostics) }
  }
  const { shown, exit } =
    wanted === undefined ? showAll(account.resumes, cli) : await showOne(wanted, account, session, cli)
  printDiagnostics(diagnostics, cli)
  return { shown, exit: exit === EXIT.done ? exitForDiagnostics(diagnostics) : exit }
}

function showAll(list: ResumeList, cli: Cli): Listed {
  if (!cli.json) for (const line of listLines(list, cli)) cli.screen.print(line)
  return { shown: list.resumes.map((resume) => asJson(resume, list.serverTime)), exit: EXIT.done }
}

async function showOne(wanted: string, account: Account, session: Session, cli: Cli): Promise<Listed> {
  const { resumes, serverTime } = account.resumes
  const found = resumes.filter((resume) => isMeant(resume, wanted))
  if (found.length === 0) {
    cli.screen.printError(cli.say.resumes.noneSuch(wanted))
    return { shown: [], exit: EXIT.problem }
  }
  const shown: object[] = []
  const problems: ReportedDiagnostic[] = []
  for (const resume of found) {
    const readiness = await readinessOf(resume, account.accessToken, session)
    if (!readiness.ok) problems.push(problem(readiness.diagnostic))
    const known = readiness.ok ? readiness.value : NOTHING_KNOWN
    shown.push({ ...asJson(resume, serverTime), ...known })
    if (!cli.json) printStatus(resume, known, serverTime, cli)
  }
  printDiagnostics(problems, cli)
  return { shown, exit: exitForDiagnostics(problems) }
}

/** By its id or the end of it, or by its title or a part of it. */
const isMeant = ({ id, title }: Resume, wanted: string): boolean =>
  id.endsWith(wanted) || title.toLowerCase().includes(wanted.toLowerCase())

/** HeadHunter's clock decides what is due. */
const isDue = (resume: Resume, serverTime: number): boolean =>
  blockingReason(resume) === undefined && (resume.nextTouchAt ?? 0) <= serverTime

const asJson = (resume: Resume, serverTime: number) => ({
  id: resume.id,
  title: resume.title,
  status: resume.status,
  views: resume.views,
  newViews: resume.newViews,
  touchableNow: isDue(resume, serverTime),
  nextTouchAt: iso(resume.nextTouchAt),
  updatedAt: iso(resume.updatedAt),
  url: resume.url ?? '',
})

const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString())

const whenTouchable = (resume: Resume, serverTime: number, { say, messages }: Cli): string => {
  if (blockingReason(resume) !== undefined) return say.resumes.notWhileSo
  if (isDue(resume, serverTime) || resume.nextTouchAt === undefined) return say.resumes.now
  return messages.formats.short(resume.nextTouchAt)
}

/** Narrower than this, ids go below the titles. */
const ROOM_FOR_IDS = 120

function listLines({ resumes, serverTime }: ResumeList, cli: Cli): string[] {
  const { say, messages, screen } = cli
  if (resumes.length === 0) return [say.resumes.none]
  const { columns } = say.resumes
  const hasRoom = screen.width >= ROOM_FOR_IDS
  const rows = resumes.map((resume) => [
    isolateBidi(resume.title) || resume.id,
    ...(hasRoom ? [resume.id] : []),
    say.resumes.statuses[resume.status],
    viewsOf(resume.views, resume.newViews, messages),
    whenTouchable(resume, serverTime, cli),
  ])
  const [head = '', ...lines] = tableLines(
    [
      { title: columns.title, flexible: true },
      ...(hasRoom ? [{ title: columns.id }] : []),
      { title: columns.status },
      { title: columns.views, align: 'right' },
      { title: columns.touchable },
    ],
    rows,
    screen.width,
  )
  const below = (index: number) => (hasRoom ? [] : [screen.paint('dim', `  ${resumes[index]?.id ?? ''}`)])
  return [screen.paint('bold', head), ...lines.flatMap((line, index) => [line, ...below(index)])]
}

const NOTHING_KNOWN: ResumeReadiness = { missing: [], notes: [] }

const readinessOf = async (resume: Resume, accessToken: string, { headHunter }: Session) =>
  blockingReason(resume) === undefined ? ok(NOTHING_KNOWN) : headHunter.readiness(accessToken, resume.id)

function printStatus(
  resume: Resume,
  { missing, notes }: ResumeReadiness,
  serverTime: number,
  cli: Cli,
): void {
  const { screen, say, messages } = cli
  const barred = blockingReason(resume)
  const state = say.resumes.statuses[resume.status]
  screen.mark(
    barred ? 'bad' : 'good',
    `${screen.paint('bold', isolateBidi(resume.title) || resume.id)} (${resume.id}): ${state}`,
  )
  if (barred === undefined) {
    screen.say(say.resumes.touchable(whenTouchable(resume, serverTime, cli)), '  ')
    return
  }
  const { happened, todo } = messages.reasons[barred]
  screen.say(happened({}), '  ')
  if (missing.length > 0) screen.say(say.resumes.missing(missing), '  ')
  for (const note of notes) screen.say(say.resumes.moderator(note), '  ')
  screen.say(`${todo({})}${resume.url === undefined ? '' : ` ${resume.url}`}`, '  ')
}
