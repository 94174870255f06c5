import { SCHEDULES as RECOMMENDED } from '../../src/cli/setup/schedule.js'
import { type Cadence, live } from './cadence.js'
import { DELAYS, type DelayId } from './delays.js'
import { seedPolicy, touching } from './policies.js'
import { SCHEDULES, type Schedule } from './schedules.js'

export const WAITS = ['0', '5m', '15m', '30m', '60m'] as const
export const DELAY_IDS = Object.keys(DELAYS) as DelayId[]

/** One life of the grid. */
export interface Row {
  /** `seed`: the script that came before this project. */
  kind: 'grid' | 'seed' | keyof typeof RECOMMENDED
  schedule: Schedule
  maxWait: string
  delay: DelayId
  cadence: Cadence
}

type Plan = Omit<Row, 'cadence' | 'delay'>

export const SEED: Plan = { kind: 'seed', schedule: { id: 'seed', crons: ['1 */4 * * *'] }, maxWait: '0' }

/** What `setup` writes and the documents show. */
export const recommended = (kind: keyof typeof RECOMMENDED): Plan => {
  const { cron, maxWait } = RECOMMENDED[kind]
  return { kind, schedule: { id: kind, crons: [cron] }, maxWait }
}

const PLANS: Plan[] = [
  SEED,
  recommended('public'),
  recommended('private'),
  ...SCHEDULES.flatMap((schedule) => WAITS.map((maxWait): Plan => ({ kind: 'grid', schedule, maxWait }))),
]

export interface GridOptions {
  days: number
  seed: number
  onRow: (row: Row) => void
}

/** Every schedule with every wait under every delay. */
export async function simulate({ days, seed, onRow }: GridOptions): Promise<Row[]> {
  const rows: Row[] = []
  for (const delay of DELAY_IDS) {
    for (const plan of PLANS) {
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
