import type { Session } from '../../compose.js'
import type { Resume, ResumeList, ResumeReadiness } from '../../domain/headhunter.js'
import { diagnostic, type ReportedDiagnostic } from '../../reasons/index.js'
import { isolateBidi } from '../../report/markup.js'
import { tableLines } from '../../report/terminal.js'
import { viewsOf } from '../../report/view.js'
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
  const { screen, json } = cli
  const read = loadSettings(cli)
  if (!read.ok) {
    if (json) screen.result([])
    return printSettingsProblems(read.problems, cli)
  }
  const session = openSession(cli, { settings: read.settings })
  const { account, diagnostics } = await enterAccount(session, { settings: read.settings })
  if (account === undefined) {
    if (json) screen.result([])
    printDiagnostics(diagnostics, cli)
    return exitForDiagnostics(diagnostics)
  }
  const { resumes: list, accessToken } = account
  const exit =
    wanted === undefined ? showAll(list, cli) : await showOne(wanted, { list, accessToken, session }, cli)
  printDiagnostics(diagnostics, cli)
  return exit === EXIT.done ? exitForDiagnostics(diagnostics) : exit
}

function showAll(list: ResumeList, cli: Cli): ExitCode {
  if (cli.json) cli.screen.result(list.resumes.map((resume) => asJson(resume, list.serverTime)))
  else for (const line of listLines(list, cli)) cli.screen.print(line)
  return EXIT.done
}

interface Inside {
  list: ResumeList
  accessToken: string
  session: Session
}

async function showOne(wanted: string, { list, accessToken, session }: Inside, cli: Cli): Promise<ExitCode> {
  const found = list.resumes.filter((resume) => isMeant(resume, wanted))
  if (found.length === 0) return printNoneFound(wanted, cli)
  const shown: unknown[] = []
  const problems: ReportedDiagnostic[] = []
  for (const resume of found) {
    const readiness = await readinessOf(resume, accessToken, session)
    if (!readiness.ok) problems.push({ severity: 'problem', diagnostic: readiness.diagnostic })
    const known = readiness.ok ? readiness.value : NOTHING_KNOWN
    shown.push({ ...asJson(resume, list.serverTime), ...known })
    if (!cli.json) printStatus(resume, known, list.serverTime, cli)
  }
  if (cli.json) cli.screen.result(shown)
  printDiagnostics(problems, cli)
  return exitForDiagnostics(problems)
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

function printNoneFound(wanted: string, { screen, say, json }: Cli): ExitCode {
  if (json) screen.result([])
  screen.printError(say.resumes.noneSuch(wanted))
  return EXIT.problem
}

const NOTHING_KNOWN: ResumeReadiness = { missing: [], notes: [] }

const readinessOf = async (resume: Resume, accessToken: string, { headHunter }: Session) =>
  blockingReason(resume) === undefined
    ? { ok: true as const, value: NOTHING_KNOWN }
    : headHunter.readiness(accessToken, resume.id)

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
  const { happened, todo } = messages.reasons[diagnostic(barred).reason]
  screen.say(happened({}), '  ')
  if (missing.length > 0) screen.say(say.resumes.missing(missing), '  ')
  for (const note of notes) screen.say(say.resumes.moderator(note), '  ')
  screen.say(`${todo({})}${resume.url === undefined ? '' : ` ${resume.url}`}`, '  ')
}
