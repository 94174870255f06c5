import { DAY, HOUR } from '../../src/domain/clock.js'
import { isRed } from '../../src/domain/report.js'
import { Life, PLAIN_RUN } from './life.js'
import type { FaultName, FaultPlan, Incident, LifePlan, RunPlan } from './plan.js'

/** The requests of a run that renews the pair, in their order. */
export const STEPS = [
  'list',
  'key',
  'probe',
  'probe_removal',
  'token',
  'stage',
  'access',
  'refresh',
  'list_again',
  'publish',
] as const
export type Step = (typeof STEPS)[number]

const PLACES: Record<Step, Pick<FaultPlan, 'target' | 'nth'>> = {
  list: { target: 'resumes', nth: 1 },
  key: { target: 'public_key', nth: 1 },
  probe: { target: 'probe', nth: 1 },
  probe_removal: { target: 'probe_removal', nth: 1 },
  token: { target: 'token', nth: 1 },
  stage: { target: 'refresh_secret', nth: 1 },
  access: { target: 'access_secret', nth: 1 },
  refresh: { target: 'refresh_secret', nth: 2 },
  list_again: { target: 'resumes', nth: 2 },
  publish: { target: 'publish', nth: 1 },
}

/** The fault of the request: once, permanently, a signal or a kill, before or after its effect. */
export interface Fault {
  step: Step
  kind: 'once' | 'for_good' | 'signal' | 'kill'
  name?: FaultName
  after?: boolean
}

export interface Outcome {
  run: 'green' | 'red' | 'cancelled' | 'killed'
  /** `half`: the access token alone. */
  pair: 'kept' | 'saved' | 'staged' | 'code' | 'half' | 'lost'
  /** What is needed for a green run. */
  back: 'nothing' | 'code' | 'authorize'
}

const at = (kind: Fault['kind'], steps: readonly Step[], ...names: FaultName[]): Fault[] =>
  steps.flatMap((step) => names.map((name) => ({ step, kind, name, after: true })))
const end = (kind: 'signal' | 'kill', step: Step, after: boolean): Fault => ({ step, kind, after })

/** The cases of the documents, each with faults that must have the same outcome. */
export const CASES = {
  passing: [
    ...at(
      'once',
      STEPS.filter((step) => step !== 'token'),
      'http_502',
    ),
    ...at('once', ['list', 'probe', 'token', 'stage', 'publish'], 'unreachable'),
    ...at('once', ['probe', 'stage'], 'secondary_limit', 'conflict'),
  ],
  odd_answer: at('once', ['token'], 'slow', 'gzip', 'no_last_chunk', 'html_type', 'byte_order_mark'),
  stray: at('once', ['stage'], 'server_says_401', 'server_says_403', 'server_says_404'),
  no_headhunter: [
    ...at('for_good', ['list'], 'unreachable', 'http_502', 'not_json'),
    ...at('for_good', ['token'], 'unreachable'),
    ...at('once', ['list', 'token'], 'address_filtered', 'captcha_required'),
  ],
  no_github: at('for_good', ['key', 'probe'], 'unreachable', 'portal_page', 'server_says_403'),
  unsaved: at('for_good', ['stage'], 'unreachable', 'server_says_403', 'long_limit'),
  unsettled: at('for_good', ['access', 'refresh'], 'unreachable', 'server_says_403'),
  answer_lost: at('once', ['token'], 'lost_answer', 'not_json', 'empty'),
  half: at('once', ['token'], 'no_refresh_token', 'cut_off'),
  signal_before: [end('signal', 'list', true), end('signal', 'probe', true)],
  signal_after: [end('signal', 'token', true), end('signal', 'stage', false), end('signal', 'publish', true)],
  kill_before: [end('kill', 'list', true), end('kill', 'token', false)],
  kill_between: [end('kill', 'token', true), end('kill', 'stage', false)],
  kill_after: [end('kill', 'stage', true), end('kill', 'access', true)],
} satisfies Record<string, Fault[]>
export type Case = keyof typeof CASES

export interface Row {
  name: Case
  outcome: Outcome
}

/** The outcome of each case, in a run that has to renew the pair. */
export async function sweep(): Promise<Row[]> {
  const rows: Row[] = []
  for (const name of Object.keys(CASES) as Case[]) {
    const outcomes = new Map<string, Outcome>()
    for (const fault of CASES[name]) {
      const outcome = await outcomeOf(fault)
      outcomes.set(JSON.stringify(outcome), outcome)
    }
    const [outcome, ...others] = outcomes.values()
    if (outcome === undefined || others.length > 0)
      throw new Error(`${name} ends in more than one way: ${[...outcomes.keys()].join(' ')}`)
    rows.push({ name, outcome })
  }
  return rows
}

const LIFE: LifePlan = {
  seed: 1,
  environment: false,
  token: 'fine-grained',
  witness: false,
  app: false,
  issueLagMs: 0,
  hhAheadMs: 0,
  githubAheadMs: 0,
  events: [],
}

async function outcomeOf(fault: Fault): Promise<Outcome> {
  const life = new Life(LIFE, {}, () => {})
  await life.step({ kind: 'run', run: { ...PLAIN_RUN, gapMs: 14 * DAY + HOUR, ...struck(fault) } })
  const report = life.lastReport
  const run =
    report === undefined ? 'killed' : report.cancelled ? 'cancelled' : isRed(report) ? 'red' : 'green'
  const pair = pairOf(life)
  const back = await wayBack(life)
  return { run, pair, back: pair === 'half' ? 'authorize' : back }
}

function pairOf(life: Life): Outcome['pair'] {
  const pairPlace = life.pairPlace()
  if (pairPlace === 'code' || pairPlace === 'staged') return pairPlace
  if (pairPlace !== 'none') return life.world.pair.refreshed ? 'saved' : 'kept'
  const { HH_ACCESS_TOKEN = '' } = life.sandbox.github.secrets(life.place)
  return life.sandbox.headHunter.accepts(HH_ACCESS_TOKEN) ? 'half' : 'lost'
}

function struck({ step, kind, name, after = false }: Fault): Partial<RunPlan> {
  const { target, nth } = PLACES[step]
  if (name !== undefined) {
    return { faults: [{ target, nth, name, after, times: kind === 'once' ? 1 : 1_000 }] }
  }
  const what = kind as Incident['what']
  return { incidents: [{ what, when: { target, nth, phase: after ? 'done' : 'sent' } }] }
}

async function wayBack(life: Life): Promise<Outcome['back']> {
  const needsCode = life.pairPlace() === 'code'
  if (!needsCode) {
    await life.step({ kind: 'run', run: PLAIN_RUN })
    if (life.lastReport && !isRed(life.lastReport)) return 'nothing'
  }
  await life.step({ kind: 'run', run: { ...PLAIN_RUN, person: needsCode ? 'latest_code' : 'advice' } })
  if (life.lastReport === undefined || isRed(life.lastReport)) throw new Error('no way back')
  return needsCode ? 'code' : 'authorize'
}
