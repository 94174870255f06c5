import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { TOUCH_INTERVAL } from '../../sandbox/headhunter/state.js'
import { createRandom } from '../../sandbox/random.js'
import { DAYTIME_CRON, RECOMMENDED } from '../../src/cli/setup/workflow.js'
import { HOUR, MINUTE, SECOND } from '../../src/domain/clock.js'
import { freshness, live, queue } from '../simulation/cadence.js'
import { chartOf } from '../simulation/chart.js'
import { DELAYS, type DelayId } from '../simulation/delays.js'
import { withResults } from '../simulation/document.js'
import { ADVISED, DENSER, liveBy, type Row, SEED } from '../simulation/grid.js'
import { touching } from '../simulation/policies.js'
import { SCHEDULES, ticksOf } from '../simulation/schedules.js'
import { WORDS } from '../simulation/words.js'

const scheduled = (...crons: string[]) => ({ id: 'test', crons })
const short = { days: 6, seed: 7 }

describe('a schedule', () => {
  test('fires by its own clock, summer time and all, each moment once', () => {
    const quiet = { ...scheduled('30 7 * * *', '30 7-8 * * *'), timezone: 'Europe/Berlin' }
    const ticks = ticksOf(quiet, Date.UTC(2026, 2, 28), Date.UTC(2026, 2, 30))
    expect(ticks.map((tick) => new Date(tick).toISOString().slice(5, 16))).toEqual([
      '03-28T06:30',
      '03-28T07:30',
      '03-29T05:30',
      '03-29T06:30',
    ])
  })
})

describe('delays', () => {
  const from = Date.UTC(2026, 0, 5)
  const ticks = ticksOf(scheduled('0 * * * *'), from, from + 200 * 24 * HOUR)
  const fired = (id: keyof typeof DELAYS) => DELAYS[id](ticks, createRandom(3).next)

  test('punctual ones are none', () => {
    expect(fired('punctual')).toEqual(ticks)
  })

  test('heavy-tailed ones drop one in twenty; half of the rest is under ten minutes', () => {
    const alone = ticks.map((tick) => DELAYS.heavy([tick], createRandom(tick / HOUR).next)[0])
    const late = alone.flatMap((at, index) => (at === undefined ? [] : at - (ticks[index] as number)))
    expect(late.length / ticks.length).toBeCloseTo(0.95, 1)
    expect(Math.min(...late)).toBeGreaterThanOrEqual(5 * MINUTE)
    expect(Math.max(...late)).toBeLessThanOrEqual(95 * MINUTE)
    expect(late.filter((delay) => delay < 10 * MINUTE).length / late.length).toBeCloseTo(0.53, 1)
  })

  test('rare looks fire an hourly schedule six to nine times a day, 2 to 6.5 hours apart', () => {
    const firings = fired('rare')
    const gaps = firings.slice(1).map((at, index) => at - (firings[index] as number))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2 * HOUR)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(6.5 * HOUR)
    expect(firings.length / 200).toBeGreaterThan(6)
    expect(firings.length / 200).toBeLessThan(9)
  })
})

test('one runs, one is pending, and a newer one takes its place', async () => {
  const started: number[] = []
  const replaced = await queue([0, 10, 20, 30, 200], async (startsAt) => {
    started.push(startsAt)
    return startsAt + 100
  })
  expect([started, replaced]).toEqual([[0, 100, 200], 2])
})

test('freshness is that of a moment chosen blindly', () => {
  const { touchesPerDay, meanHours, p95Hours, shortestGap } = freshness([0, 4 * HOUR, 8 * HOUR, 16 * HOUR])
  expect(touchesPerDay).toBeCloseTo(4.5)
  expect(meanHours).toBeCloseTo(3)
  // Only the last gap is longer than four hours: 5 % of sixteen are 0.8.
  expect(p95Hours).toBeCloseTo(7.2, 2)
  expect(shortestGap).toBe(4 * HOUR)
})

describe('known truths', () => {
  test('four-hourly and punctual, without a wait, loses every other touch: four hours and seconds are not four hours', async () => {
    const schedule = scheduled('0 */4 * * *')
    const waitless = await live({ schedule, delay: 'punctual', policy: touching('0'), ...short })
    const waiting = await live({ schedule, delay: 'punctual', policy: touching('5m'), ...short })
    expect(waitless.shareOfLimit).toBeLessThan(0.75)
    expect(waiting.shareOfLimit).toBeGreaterThan(0.998)
  })

  test('hourly with a wait reaches the limit and never exceeds it', async () => {
    const { shareOfLimit, shortestGap, refusals } = await live({
      schedule: scheduled('17 * * * *'),
      delay: 'punctual',
      policy: touching('60m'),
      ...short,
    })
    expect(shareOfLimit).toBeGreaterThan(0.998)
    expect(shareOfLimit).toBeLessThanOrEqual(1)
    expect([shortestGap >= TOUCH_INTERVAL, refusals]).toEqual([true, 0])
  })

  test('the script of old is refused at every run that does not touch', async () => {
    const { runs, refusals, touchesPerDay } = await liveBy(SEED, { delay: 'heavy', ...short })
    expect(refusals).toBeGreaterThan(5)
    expect((runs - refusals) / short.days).toBeCloseTo(touchesPerDay, 0)
  })

  test('a run bills its wait, in whole minutes', async () => {
    const day = { days: 2, seed: 1 }
    const schedule = scheduled('0 */4 * * *')
    const punctual = { schedule, delay: 'punctual' as const, ...day }
    const { runs, billedMinutesPerMonth } = await live({ ...punctual, policy: touching('0') })
    expect((billedMinutesPerMonth / (365.25 / 12)) * day.days).toBeCloseTo(runs)
    const waiting = await live({ ...punctual, schedule: scheduled('0,50 */4 * * *'), policy: touching('4h') })
    expect(waiting.billedMinutesPerMonth).toBeGreaterThan(billedMinutesPerMonth * 50)
  })

  test('weeks pass with the pair rotated every two weeks, and the same life comes to the same', async () => {
    const life = {
      schedule: scheduled('5 */3 * * *'),
      delay: 'rare',
      policy: touching('5m'),
      days: 30,
      seed: 2,
    } as const
    const first = await live(life)
    expect(first.rotations).toBe(2)
    expect(await live(life)).toEqual(first)
  })

  test.each(Object.keys(DELAYS) as DelayId[])(
    'the recommended schedule stays under 1,200 billed minutes a month: %s',
    async (delay) => {
      const { billedMinutesPerMonth } = await liveBy(ADVISED, { delay, days: 15, seed: 5 })
      expect(billedMinutesPerMonth).toBeLessThanOrEqual(1200)
    },
  )

  test('a minute more of waiting would not, over the 90 days of the document', async () => {
    const life = { delay: 'punctual', days: 90, seed: 1 } as const
    const { billedMinutesPerMonth } = await liveBy({ ...ADVISED, maxWait: '6m' }, life)
    expect(billedMinutesPerMonth).toBeGreaterThan(1200)
  })

  test('quiet nights leave four raises a day for about half the minutes', async () => {
    const schedule = { id: 'daytime', crons: [DAYTIME_CRON], timezone: 'Europe/Moscow' }
    const life = { delay: 'heavy', days: 15, seed: 5 } as const
    const byDay = await liveBy({ ...ADVISED, schedule }, life)
    expect(byDay.touchesPerDay).toBeCloseTo(4, 0)
    expect(byDay.billedMinutesPerMonth).toBeLessThan(600)
  })

  test('where some runs are very late, both schedules of the document keep what they promise', async () => {
    const life = { delay: 'heavy', days: 8, seed: 5 } as const
    expect((await liveBy(ADVISED, life)).touchesPerDay).toBeGreaterThan(5.2)
    expect((await liveBy(DENSER, life)).touchesPerDay).toBeGreaterThan(5.7)
  })
})

describe('the document', () => {
  const cadence = { ...freshness([0, 4 * HOUR + SECOND, 9 * HOUR]), billedMinutesPerMonth: 800, refusals: 3 }
  const rest = { runs: 9, replaced: 0, rotations: 0 }
  const row = (plan: Omit<Row, 'cadence' | 'delay'>): Row => ({
    ...plan,
    delay: 'heavy',
    cadence: { ...cadence, ...rest },
  })
  const rows = [
    row(SEED),
    row(ADVISED),
    row(DENSER),
    ...SCHEDULES.map((schedule) => row({ kind: 'grid', schedule, maxWait: '15m' })),
  ]

  test.each(['en', 'ru'] as const)('gets its table between the markers: %s', (language) => {
    const text = 'before\n<!-- simulation:start -->\nold\n<!-- simulation:end -->\nafter\n'
    const written = withResults(text, { rows, days: 2, seed: 1 }, language)
    expect(written).toMatch(/^before\n[\s\S]+\nafter\n$/)
    expect(written).not.toContain('old')
    expect(written).toContain(language === 'en' ? '| 5.33 | 89 % |' : '| 5,33 | 89 % |')
    expect(written).toContain(WORDS[language].delays.heavy)
  })

  test('must have the markers', () => {
    expect(() => withResults('none', { rows, days: 2, seed: 1 }, 'en')).toThrow('no markers')
  })

  test.each(['light', 'dark'] as const)('has a chart with each schedule and mark: %s', (theme) => {
    const svg = chartOf(rows, WORDS.en, theme)
    expect(svg.match(/<polyline/g)).toHaveLength(SCHEDULES.length)
    expect(svg).toContain(`>${WORDS.en.chart.seed}<`)
    expect(svg).not.toContain('NaN')
  })

  test.each(['docs/scheduling.md', 'docs/scheduling.ru.md'])(
    '%s recommends what `setup` writes, and describes the denser one',
    (file) => {
      const text = readFileSync(file, 'utf8')
      const crons = [...text.matchAll(/cron: '(.+?)'/g)].map(([, cron]) => cron)
      const waits = [...text.matchAll(/max-wait: '(.+?)'/g)].map(([, wait]) => wait)
      expect(crons).toEqual([RECOMMENDED.cron, DENSER.schedule.crons[0]])
      expect(waits).toEqual([RECOMMENDED.maxWait, DENSER.maxWait])
    },
  )

  test.each(['README.md', 'README.ru.md', 'docs/recipes.md', 'docs/recipes.ru.md'])(
    '%s shows the recommended schedule in every workflow',
    (file) => {
      const text = readFileSync(file, 'utf8')
      const crons = [...text.matchAll(/cron: '(.+)'/g)].map(([, cron]) => cron)
      const waits = [...text.matchAll(/^ +max-wait: '(.+)'/gm)].map(([, wait]) => wait)
      expect(crons[0]).toBe(RECOMMENDED.cron)
      expect(crons.filter((cron) => cron !== RECOMMENDED.cron && cron !== DAYTIME_CRON)).toEqual([])
      expect(waits.every((wait) => wait === RECOMMENDED.maxWait)).toBe(true)
    },
  )
})
