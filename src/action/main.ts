import { createSession, gitHubStoreFor } from '../compose.js'
import type { Clock } from '../domain/clock.js'
import type { Transport } from '../domain/http.js'
import { isRed, type RunReport, reportOfInvalidInputs } from '../domain/report.js'
import type { Shutdown } from '../domain/shutdown.js'
import { proxySecrets } from '../http/agents.js'
import { catalogue } from '../i18n/index.js'
import { outputsOf } from '../report/outputs.js'
import { alertOf, appendSummary, summaryOf } from '../report/summary.js'
import { type Audience, hides } from '../report/view.js'
import { run } from '../run.js'
import {
  type InputName,
  type InputSource,
  readSettings,
  type Settings,
  SITES,
  secretsGiven,
  secretsToMask,
} from '../settings/settings.js'
import { notify } from '../telegram/message.js'
import { type RunEvent, readEvent } from './event.js'
import {
  type ActionsLog,
  type ActionsProgressReporter,
  type Annotator,
  annotate,
  annotationsOf,
  createActionsProgressReporter,
  logLines,
} from './log.js'

/** What the Action uses of `@actions/core`. */
export interface ActionsCore extends ActionsLog, Annotator {
  getInput(name: string, options: { trimWhitespace: boolean }): string
  setOutput(name: string, value: string): void
}

/** The runner's environment and the collaborators. */
export interface ActionPorts {
  core: ActionsCore
  env: NodeJS.ProcessEnv
  transport: Transport
  clock: Clock
  shutdown: Shutdown
}

export type Ending = 'green' | 'red' | 'cancelled'

/** The Action: inputs, one run, its report in every form. */
export async function main(ports: ActionPorts): Promise<Ending> {
  try {
    return await act(ports)
  } catch {
    // The runner itself failed, for example without a file for the outputs: only an annotation is possible.
    annotateUnexpectedError(ports.core)
    return 'red'
  }
}

/** Without the error's message, which can hold secrets. */
export function annotateUnexpectedError(core: Pick<ActionsCore, 'error'>): void {
  const { title, happened, todo } = catalogue('en').reasons.unexpected_error
  core.error(`${happened({})} ${todo({})}`, { title })
}

async function act(ports: ActionPorts): Promise<Ending> {
  const event = readEvent({ name: ports.env.GITHUB_EVENT_NAME, path: ports.env.GITHUB_EVENT_PATH })
  const source = sourceOf(ports.core, event)
  const read = readSettings(source)
  const language = read.ok ? read.settings.language : read.language
  const timeZone = read.ok ? read.settings.timeZone : SITES['hh.ru']
  const zone = { timeZone, now: () => ports.clock.now() }
  const messages = catalogue(language, { kind: 'workflow' }, zone)
  const reporter = createActionsProgressReporter({
    core: ports.core,
    messages,
    summaryFile: ports.env.GITHUB_STEP_SUMMARY,
  })
  // Registered before anything can print them.
  for (const secret of [...secretsGiven(source), ...proxySecrets(ports.env)]) reporter.mask(secret)
  if (read.ok) for (const secret of secretsToMask(read.settings)) reporter.mask(secret)

  const context: ActionContext = { ...ports, reporter, event }
  const audience = { messages, hidden: hides(read.ok ? read.settings.redact : 'auto', event.visibility) }
  return read.ok
    ? perform(read.settings, audience, context)
    : conclude(reportOfInvalidInputs(read.problems), audience, context)
}

/** The inputs; an empty `auth-code` is taken from the event of a run started by hand. */
function sourceOf(core: ActionsCore, { authCode }: RunEvent): InputSource {
  const given = (name: InputName) => core.getInput(name, { trimWhitespace: false })
  return {
    read: (name) => (name === 'auth-code' && given(name).trim() === '' ? authCode : given(name)),
    nameOf: (name) => name,
  }
}

interface ActionContext extends ActionPorts {
  reporter: ActionsProgressReporter
  event: RunEvent
}

/** The message is sent last: it can take long, and nothing depends on it. */
async function perform(settings: Settings, audience: Audience, context: ActionContext): Promise<Ending> {
  const { env, event, shutdown } = context
  const session = createSession(settings, context, (collaborators) =>
    gitHubStoreFor(settings, env.GITHUB_REPOSITORY, collaborators, workflowRunOf(env)),
  )
  const report = await run({ settings, byHand: event.byHand }, session)
  const ending = conclude(report, audience, context)
  const { messages } = audience
  const late = await notify(report, settings, { ...session, messages, runUrl: runUrlOf(env) })
  if (late.length > 0) {
    const after = { ...report, diagnostics: late, resumes: [] }
    annotate(annotationsOf(after, audience), context.core)
    appendSummary(env.GITHUB_STEP_SUMMARY, alertOf(after, audience))
  }
  return shutdown.signal.aborted ? 'cancelled' : ending
}

const workflowRunOf = ({ GITHUB_RUN_ID: id, RUNNER_NAME: runner }: NodeJS.ProcessEnv) =>
  id === undefined ? undefined : { id, runner }

function runUrlOf({
  GITHUB_SERVER_URL,
  GITHUB_REPOSITORY,
  GITHUB_RUN_ID,
}: NodeJS.ProcessEnv): string | undefined {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
}

/** Outputs first: later steps depend on them. Where they can't be written, the rest is printed all the same. */
function conclude(report: RunReport, audience: Audience, { core, env, reporter }: ActionContext): Ending {
  try {
    for (const [name, value] of Object.entries(outputsOf(report, audience))) core.setOutput(name, value)
  } finally {
    reporter.end()
    for (const line of logLines(report, audience)) core.info(line)
    annotate(annotationsOf(report, audience), core)
    appendSummary(env.GITHUB_STEP_SUMMARY, summaryOf(report, audience))
  }
  if (report.cancelled) return 'cancelled'
  return isRed(report) ? 'red' : 'green'
}
