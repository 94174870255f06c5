/** When a workflow runs, and how long a run may wait for a resume that is about to be touchable. */
export interface Schedule {
  /** Five fields, at an odd minute: GitHub drops most of what is due at the full hour. */
  cron: string
  /** IANA name of the zone in which `cron` is read; UTC when left out. */
  timezone?: string | undefined
  maxWait: string
}

/** Found by simulation; `docs/scheduling.md` says what it brings and what it costs. */
export const RECOMMENDED: Schedule = { cron: '13 * * * *', maxWait: '5m' }

/** From 7 to 22 o'clock: nobody looks for people at night, and every run costs minutes. */
export const DAYTIME_CRON = '13 7-22 * * *'

/** Lowest and highest of minute, hour, day, month, weekday. */
const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const

const PART = /^(?:\*|\d{1,2}(?:-\d{1,2})?|[a-z]{3}(?:-[a-z]{3})?)(?:\/\d{1,2})?$/i

/** Whether GitHub would take it: five fields of POSIX cron (https://docs.github.com/actions, “schedule”). */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/)
  return (
    fields.length === FIELDS.length && FIELDS.every(([low, high], at) => isField(fields[at] ?? '', low, high))
  )
}

const isField = (field: string, low: number, high: number): boolean =>
  field.split(',').every((part) => {
    const numbers = part.split('/')[0]?.match(/\d+/g)?.map(Number) ?? []
    return PART.test(part) && numbers.every((number) => number >= low && number <= high)
  })
