import { RECOMMENDED } from '../../src/cli/setup/workflow.js'
import { type Cadence, live } from './cadence.js'
import { DELAYS, type DelayId } from './delays.js'
import { seedPolicy, touching } from './policies.js'
import { SCHEDULES, type Schedule } from './schedules.js'

const WAITS = ['0', '5m', '15m', '30m', '60m'] as const
const DELAY_IDS = Object.keys(DELAYS) as DelayId[]
/** Whose schedules the picture shows. */
const PICTURED: DelayId = 'heavy'

/** The schedules that have a row in the table and a ring in the picture. */
export type Mark = 'seed' | 'recommended' | 'denser'

/** One schedule with one wait under one model of delays. */
export interface Row {
  kind: 'grid' | Mark
  schedule: Schedule
  maxWait: string
  delay: DelayId
  cadence: Cadence
}

type Plan = Omit<Row, 'cadence' | 'delay'>

/** The script that came before this project. */
export const SEED: Plan = { kind: 'seed', schedule: { id: 'seed', crons: ['1 */4 * * *'] }, maxWait: '0' }

/** What `setup` writes and the documents show. */
export const ADVISED: Plan = {
  kind: 'recommended',
  schedule: { id: 'recommended', crons: [RECOMMENDED.cron] },
  maxWait: RECOMMENDED.maxWait,
}

/** What the documents describe with its price. */
export const DENSER: Plan = {
  kind: 'denser',
  schedule: { id: 'denser', crons: ['13,43 * * * *'] },
  maxWait: '15m',
}

const MARKED = [SEED, ADVISED, DENSER]
const GRID = SCHEDULES.flatMap((schedule) =>
  WAITS.map((maxWait): Plan => ({ kind: 'grid', schedule, maxWait })),
)

export interface GridOptions {
  days: number
  seed: number
  onRow: (row: Row) => void
}

/** The three of the table under every delay, and for the picture every schedule with every wait. */
export async function simulate({ days, seed, onRow }: GridOptions): Promise<Row[]> {
  const rows: Row[] = []
  for (const delay of DELAY_IDS) {
    for (const plan of delay === PICTURED ? [...MARKED, ...GRID] : MARKED) {
      const row = { ...plan, delay, cadence: await liveBy(plan, { delay, days, seed }) }
      rows.push(row)
      onRow(row)
    }
  }
  return rows
}

export const liveBy = (
  { kind, schedule, maxWait }: Plan,
  life: { delay: DelayId; days: number; seed: number },
): Promise<Cadence> => live({ schedule, policy: kind === 'seed' ? seedPolicy : touching(maxWait), ...life })
