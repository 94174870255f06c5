import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scenario } from '../../__tests__/scenarios/table.js'
import { type Inputs, inputsOf, REPOSITORY, type World } from '../../__tests__/support/world.js'
import { type ActionsCore, type Ending, main } from '../../src/action/main.js'
import { settingName } from '../../src/cli/shared/env.js'
import { gitHubStoreFor, guardCollaborators, headHunterFor } from '../../src/compose.js'
import { type Transport, TransportError } from '../../src/domain/http.js'
import { createShutdown } from '../../src/domain/shutdown.js'
import { catalogue } from '../../src/i18n/index.js'
import { reportLines } from '../../src/report/terminal.js'
import { run } from '../../src/run.js'
import { type InputName, readSettings } from '../../src/settings/settings.js'

export interface LogLine {
  kind: 'info' | 'debug' | 'group' | 'endgroup' | 'error' | 'warning' | 'notice'
  text: string
  /** Of an annotation. */
  title?: string
}

/** All that a person may see of one run. */
export interface Shown {
  ending: Ending
  /** In the order of printing; masks are left out. */
  log: LogLine[]
  summary: string
  outputs: Record<string, string>
  /** As Telegram was sent it, and as it shows it. */
  message: { source: string; text: string } | undefined
}

export interface RunOptions {
  language: 'en' | 'ru'
  /** Whether the event says that the repository is private, so that titles may be shown. */
  private?: boolean
}

/** A whole run of the Action on the sandbox, in its time, with all that GitHub and Telegram would show of it. */
export async function show(world: World, scenario: Scenario, options: RunOptions): Promise<Shown> {
  const given = inputs(world, scenario.arrange?.(world) ?? {}, options.language)
  const folder = mkdtempSync(join(tmpdir(), 'gallery-'))
  const path = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const env: NodeJS.ProcessEnv & { GITHUB_STEP_SUMMARY: string } = {
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_EVENT_PATH: path(
      'event.json',
      JSON.stringify({ repository: { private: options.private === true } }),
    ),
    GITHUB_STEP_SUMMARY: path('summary.md', ''),
    ...scenario.options?.env,
  }
  const shutdown = createShutdown()
  if (scenario.ends === 'cancelled') {
    world.sandbox.watch(({ service }, phase) => {
      if (service === 'github' && phase === 'done') shutdown.interrupt()
    })
  }
  const { core, log, outputs } = recordingCore(given)
  const { clock } = world.sandbox
  const transport = withExternalFaults(given, env, world.sandbox.transport())
  const act = () => main({ core, env, transport, clock, shutdown })
  const ending = await (env.NODE_OPTIONS?.includes('sabotage') ? sabotaged(act) : act())
  const summary = readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')
  rmSync(folder, { recursive: true })
  return { ending, log, summary, outputs, message: world.sandbox.telegram.messages.at(-1) }
}

/** The same run as the terminal command shows it, 80 columns wide; undefined of one that has no report. */
export async function showInTerminal(
  world: World,
  scenario: Scenario,
  language: RunOptions['language'],
): Promise<string | undefined> {
  const given = inputs(world, scenario.arrange?.(world) ?? {}, language)
  const { clock } = world.sandbox
  const through = withExternalFaults(given, { ...scenario.options?.env }, world.sandbox.transport())
  const read = readSettings({ read: (name) => given[name] ?? '', nameOf: settingName })
  if (!read.ok || scenario.ends === 'cancelled') return undefined
  const zone = { timeZone: read.settings.timeZone, now: () => clock.now() }
  const place = {
    kind: 'terminal' as const,
    nameOf: (input: string) => settingName(input as InputName),
    call: (words: string) => `npx hh-resume-touch ${words}`,
  }
  const reporter = { mask: () => {}, report: () => {}, recoveryCode: () => {}, debug: () => {} }
  const shutdown = createShutdown()
  const collaborators = guardCollaborators({ transport: through, clock, reporter }, shutdown)
  const headHunter = headHunterFor(read.settings, collaborators)
  const store = gitHubStoreFor(read.settings, REPOSITORY, collaborators)
  const report = await run(
    { settings: read.settings, byHand: true },
    { ...collaborators, shutdown, headHunter, store },
  )
  const audience = { messages: catalogue(language, place, zone), hidden: false }
  return reportLines(report, audience, { paint: (_, text) => text, width: 80 }).join('\n')
}

function inputs(world: World, given: Inputs, language: string): Inputs {
  const { telegram } = world.sandbox
  const chat = {
    'telegram-bot-token': telegram.addBot(),
    'telegram-chat-id': String(telegram.addChat().id),
    notify: 'always',
  }
  return inputsOf(world, world.sandbox.urls, { language, ...chat, ...given })
}

function recordingCore(given: Inputs) {
  const log: LogLine[] = []
  const outputs: Record<string, string> = {}
  const logAs = (kind: LogLine['kind']) => (text: string) => log.push({ kind, text })
  const annotate =
    (kind: LogLine['kind']) =>
    (text: string, { title }: { title: string }) =>
      log.push({ kind, text, title })
  const core: ActionsCore = {
    getInput: (name) => given[name as InputName] ?? '',
    setOutput: (name, value) => {
      outputs[name] = value
    },
    setSecret: () => {},
    info: logAs('info'),
    debug: logAs('debug'),
    startGroup: logAs('group'),
    endGroup: () => log.push({ kind: 'endgroup', text: '' }),
    error: annotate('error'),
    warning: annotate('warning'),
    notice: annotate('notice'),
  }
  return { core, log, outputs }
}

/** The addresses outside this machine in the table of scenarios, which are replaced. */
const EXTERNAL_FAULTS: Record<string, TransportError> = {
  'https://api.hh.test': new TransportError('proxy_refused', 'HTTP_403'),
  TLS: new TransportError('certificate_rejected', 'SELF_SIGNED_CERT_IN_CHAIN'),
}

const UNSUPPORTED = new TransportError('proxy_unsupported')

function withExternalFaults(given: Inputs, env: NodeJS.ProcessEnv, transport: Transport): Transport {
  const fault = env.https_proxy?.startsWith('socks') ? UNSUPPORTED : EXTERNAL_FAULTS[given['api-url'] ?? '']
  if (fault === undefined) return transport
  if (given['api-url'] === 'TLS') given['api-url'] = 'https://tls.hh.test'
  const { origin } = new URL(given['api-url'] ?? '')
  return async (request) => {
    if (request.url.startsWith(origin)) throw fault
    return transport(request)
  }
}

/** An unexpected error, as in `sabotage.mjs`. */
async function sabotaged<T>(work: () => Promise<T>): Promise<T> {
  const { URLSearchParams } = globalThis
  globalThis.URLSearchParams = class {
    constructor() {
      throw new TypeError('sabotage: a message that may hold anything')
    }
  } as never
  try {
    return await work()
  } finally {
    globalThis.URLSearchParams = URLSearchParams
  }
}
