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
