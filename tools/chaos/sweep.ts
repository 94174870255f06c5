import { DAY, HOUR } from '../../src/domain/clock.js'
import { isRed } from '../../src/domain/report.js'
import { Life, PLAIN_RUN } from './life.js'
import {
  type FaultPlan,
  GITHUB_TROUBLES,
  HH_TROUBLES,
  type LifePlan,
  type Mishap,
  type RunPlan,
  type Trouble,
} from './plan.js'

/** The requests of a run that renews the pair, in their order. */
export const STATIONS = [
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
export type Station = (typeof STATIONS)[number]

const PLACES: Record<Station, Pick<FaultPlan, 'target' | 'nth'>> = {
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

/** What befell the request: a fault once, the same fault for ok, a signal or a kill, before or after its effect. */
export interface Blow {
  kind: 'once' | 'for_good' | 'signal' | 'kill'
  trouble: Trouble | undefined
  after: boolean
}

export interface Outcome {
  run: 'green' | 'red' | 'cancelled' | 'killed'
  pair: 'kept' | 'saved' | 'staged' | 'code' | 'lost'
  /** What brings the account back to a green run. */
  back: 'nothing' | 'code' | 'authorize'
}

export interface Row {
  station: Station
  outcome: Outcome
  blows: Blow[]
}

/** Each blow at each request of a run that renews the pair: what comes of it. */
export async function sweep(): Promise<Row[]> {
  const rows: Row[] = []
  for (const station of STATIONS) {
    for (const blow of blowsAt(station)) {
      const outcome = await outcomeOf(station, blow)
      const same = rows.find((row) => row.station === station && isSame(row, outcome, blow))
      if (same) same.blows.push(blow)
      else rows.push({ station, outcome, blows: [blow] })
    }
  }
  return rows
}

const isSame = (row: Row, outcome: Outcome, blow: Blow): boolean =>
  JSON.stringify(row.outcome) === JSON.stringify(outcome) && row.blows[0]?.kind === blow.kind

/** For these, before and after the effect are two different things; the others say themselves when they come. */
const EITHER_SIDE: readonly Trouble[] = ['reset', 'stall', 'http_500', 'http_502', 'http_503']
/** The same as another one, or no trouble at all, as far as a single touch can see. */
const REPEATS: readonly Trouble[] = ['lost_answer', 'http_500', 'http_503', 'without_next_time']

function blowsAt(station: Station): Blow[] {
  const isHeadHunter = ['resumes', 'publish', 'token'].includes(PLACES[station].target)
  const troubles = (isHeadHunter ? HH_TROUBLES : GITHUB_TROUBLES).filter(
    (trouble) => !REPEATS.includes(trouble),
  )
  const faults = (kind: 'once' | 'for_good'): Blow[] =>
    troubles.flatMap((trouble) =>
      (EITHER_SIDE.includes(trouble) ? [false, true] : [true]).map((after) => ({ kind, trouble, after })),
    )
  const ends = (kind: 'signal' | 'kill'): Blow[] =>
    [false, true].map((after) => ({ kind, trouble: undefined, after }))
  return [...faults('once'), ...faults('for_good'), ...ends('signal'), ...ends('kill')]
}

const LIFE: LifePlan = {
  seed: 1,
  environment: false,
  token: 'fine-grained',
  witness: false,
  issueLagMs: 0,
  events: [],
}

async function outcomeOf(station: Station, blow: Blow): Promise<Outcome> {
  const life = new Life(LIFE, {}, () => {})
  await life.step({ kind: 'run', run: { ...PLAIN_RUN, gapMs: 14 * DAY + HOUR, ...struck(station, blow) } })
  const report = life.lastReport
  const run =
    report === undefined ? 'killed' : report.cancelled ? 'cancelled' : isRed(report) ? 'red' : 'green'
  const standing = life.standing()
  const rotated = life.world.pair.refreshed
  const pair =
    standing === 'none'
      ? 'lost'
      : standing === 'code' || standing === 'staged'
        ? standing
        : rotated
          ? 'saved'
          : 'kept'
  return { run, pair, back: await wayBack(life) }
}

function struck(station: Station, { kind, trouble, after }: Blow): Partial<RunPlan> {
  const { target, nth } = PLACES[station]
  if (trouble !== undefined) {
    return { faults: [{ target, nth, trouble, after, times: kind === 'once' ? 1 : 1_000 }] }
  }
  const what = kind as Mishap['what']
  return { mishaps: [{ what, when: { target, nth, phase: after ? 'done' : 'sent' } }] }
}

async function wayBack(life: Life): Promise<Outcome['back']> {
  const needsCode = life.standing() === 'code'
  if (!needsCode) {
    await life.step({ kind: 'run', run: PLAIN_RUN })
    if (life.lastReport && !isRed(life.lastReport)) return 'nothing'
  }
  await life.step({ kind: 'run', run: { ...PLAIN_RUN, person: needsCode ? 'latest_code' : 'advice' } })
  if (life.lastReport === undefined || isRed(life.lastReport)) throw new Error('no way back')
  return needsCode ? 'code' : 'authorize'
}
