import { diagnostic } from '../../domain/diagnostic.js'
import type { Resume, ResumeList, ResumeReadiness } from '../../domain/headhunter.js'
import { isolateBidi } from '../../report/markup.js'
import { tableLines } from '../../report/terminal.js'
import { viewsOf } from '../../report/view.js'
import { blockingReason } from '../../touch/plan.js'
import { enterAccount } from '../shared/account.js'
import type { Cli } from '../shared/cli.js'
import { EXIT, type ExitCode, exitForDiagnostics } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import { openSession, type Session } from '../shared/session.js'
import { loadSettings } from '../shared/settings.js'
import { complainOfSettings } from '../touch/touch.js'

/** Which resumes there are, and when they may be touched. */
export const resumes = (cli: Cli): Promise<ExitCode> =>
  inAccount(cli, async ({ list }) => {
    if (cli.json) cli.screen.result(list.resumes.map((resume) => asJson(resume, list.serverTime)))
    else for (const line of listLines(list, cli)) cli.screen.print(line)
    return EXIT.done
  })

/** Why a resume can't be touched: one that is named by its id, or its end, or each that can't. */
export const status = (cli: Cli, wanted: string | undefined): Promise<ExitCode> =>
  inAccount(cli, async ({ list, accessToken, session }) => {
    const found = list.resumes.filter((resume) =>
      wanted === undefined ? blockingReason(resume) !== undefined : resume.id.endsWith(wanted),
    )
    if (found.length === 0) return tellNoneFound(wanted, cli)
    const told: unknown[] = []
    let exit: ExitCode = EXIT.done
    for (const resume of found) {
      const readiness = await readinessOf(resume, accessToken, session)
      if (!readiness.ok) {
        printDiagnostics([{ severity: 'problem', diagnostic: readiness.diagnostic }], cli)
        exit = EXIT.problem
      }
      const known = readiness.ok ? readiness.value : NOTHING_KNOWN
      told.push({ ...asJson(resume, list.serverTime), ...known })
      if (!cli.json) printStatus(resume, known, list.serverTime, cli)
    }
    if (cli.json) cli.screen.result(told)
    return exit
  })

interface Inside {
  list: ResumeList
  accessToken: string
  session: Session
}

/** Gets in, does the work, says what was found on the way. */
async function inAccount(cli: Cli, work: (inside: Inside) => Promise<ExitCode>): Promise<ExitCode> {
  const read = loadSettings(cli)
  if (!read.ok) return complainOfSettings(read.problems, cli)
  const session = openSession(cli, { settings: read.settings })
  try {
    const { account, diagnostics } = await enterAccount(session, { settings: read.settings })
    const exit = account && (await work({ ...account, list: account.resumes, session }))
    if (account === undefined && cli.json) cli.screen.result([])
    printDiagnostics(diagnostics, cli)
    return exit === EXIT.done || exit === undefined ? exitForDiagnostics(diagnostics) : exit
  } finally {
    session.end()
  }
}

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
  nextTouchAt: resume.nextTouchAt === undefined ? '' : new Date(resume.nextTouchAt).toISOString(),
  updatedAt: resume.updatedAt === undefined ? '' : new Date(resume.updatedAt).toISOString(),
  url: resume.url ?? '',
})

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
    isolateBidi(resume.title),
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

function tellNoneFound(wanted: string | undefined, { screen, say, json, messages }: Cli): ExitCode {
  if (json) screen.result([])
  if (wanted === undefined) {
    screen.mark('good', say.resumes.allWell)
    return EXIT.done
  }
  const { happened, todo } = messages.reasons.not_in_account
  screen.printError(`${say.resumes.named(wanted)} ${happened({})} ${todo({})}`)
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
    `${screen.paint('bold', isolateBidi(resume.title))} (${resume.id}): ${state}`,
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
