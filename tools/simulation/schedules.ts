import { Cron } from 'croner'

/** A workflow's `schedule:`. */
export interface Schedule {
  id: string
  /** As in `on.schedule[].cron`. */
  crons: readonly string[]
  /** As in `on.schedule[].timezone`; UTC when left out. */
  timezone?: string
}

/**
 * What people write, and what a quiet night costs. The delays know no hours, so each stands for its twin at other minutes.
 */
export const SCHEDULES: readonly Schedule[] = [
  { id: 'four-hourly', crons: ['0 */4 * * *'] },
  { id: 'hourly-odd', crons: ['17 * * * *'] },
  { id: 'half-hourly-odd', crons: ['7,37 * * * *'] },
  { id: 'quarter-hourly-odd', crons: ['4,19,34,49 * * * *'] },
  { id: 'quiet-nights', crons: ['7,37 7-23 * * *'], timezone: 'Europe/Moscow' },
]

/** The moments in [`from`, `until`) at which the schedule wants a run, in milliseconds since the epoch. */
export function ticksOf({ crons, timezone = 'UTC' }: Schedule, from: number, until: number): number[] {
  const ticks = crons.flatMap((cron) => ticksOfOne(new Cron(cron, { timezone }), from, until))
  return [...new Set(ticks)].sort((a, b) => a - b)
}

function ticksOfOne(cron: Cron, from: number, until: number): number[] {
  const ticks: number[] = []
  let tick = cron.nextRun(new Date(from - 1))
  while (tick !== null && tick.getTime() < until) {
    ticks.push(tick.getTime())
    tick = cron.nextRun(tick)
  }
  return ticks
}
