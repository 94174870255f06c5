/** When a workflow runs, and how long a run may wait for a resume that is about to be touchable. */
export interface Schedule {
  /** In UTC; at odd minutes, since GitHub drops most of what is due at the full hour. */
  cron: string
  maxWait: string
}

/**
 * Minutes of public repositories cost nothing; those of private ones are billed. Both were found by simulation, and
 * `docs/scheduling.md` says what they bring.
 */
export const SCHEDULES: Record<'public' | 'private', Schedule> = {
  public: { cron: '13,43 * * * *', maxWait: '15m' },
  private: { cron: '13 * * * *', maxWait: '5m' },
}

export const scheduleFor = (isPrivate: boolean): Schedule => SCHEDULES[isPrivate ? 'private' : 'public']

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
