import type { Clock } from '../domain/clock.js'
import { type Outcome, ok } from '../domain/diagnostic.js'
import type { Diagnostics } from '../domain/diagnostics.js'
import type { HeadHunter, PublishOutcome, Resume, ResumeList } from '../domain/headhunter.js'
import type { ProgressReporter } from '../domain/progress.js'
import { isTokenRefusal } from '../headhunter/check-access-token.js'

export interface TouchPorts {
  headHunter: HeadHunter
  clock: Clock
  reporter: ProgressReporter
  diagnostics: Diagnostics
  /** Gets a new access token for one that died while the run waited; undefined when that is not to be. */
  renew(): Promise<string | undefined>
}

/** One resume on its way through the run. */
export interface Job {
  /** As it stood before it was tried. */
  resume: Resume
  /** When to try; undefined: HeadHunter names no time, only an attempt can tell. */
  dueAt: number | undefined
  /** The answer to the last attempt; undefined when there was none. */
  outcome: PublishOutcome | undefined
}

export type ResumesById = Map<string, Resume>

/** One access token at work, and HeadHunter's clock, which decides what is due. */
export class TouchSession {
  readonly ports: TouchPorts
  #accessToken: string
  #aheadMs = 0

  constructor(accessToken: string, first: ResumeList, ports: TouchPorts) {
    this.#accessToken = accessToken
    this.ports = ports
    this.#learnTime(first)
  }

  get accessToken(): string {
    return this.#accessToken
  }

  /** HeadHunter's clock, in milliseconds since the epoch. */
  now(): number {
    return this.ports.clock.now() + this.#aheadMs
  }

  /** The resumes as they stand now; undefined when HeadHunter would not show them. */
  async list(): Promise<ResumesById | undefined> {
    const list = await this.#look()
    return list.ok ? list.value : undefined
  }

  /** The same after a wait of hours, in which the access token may have died, and with HeadHunter's reason. */
  async lookAgain(): Promise<Outcome<ResumesById>> {
    const list = await this.#look()
    if (list.ok || !isTokenRefusal(list.diagnostic)) return list
    const renewed = await this.ports.renew()
    if (renewed === undefined) return list
    this.#accessToken = renewed
    return this.#look()
  }

  async #look(): Promise<Outcome<ResumesById>> {
    const list = await this.ports.headHunter.resumes(this.#accessToken)
    if (!list.ok) return list
    this.#learnTime(list.value)
    return ok(new Map(list.value.resumes.map((resume) => [resume.id, resume])))
  }

  #learnTime(list: ResumeList): void {
    this.#aheadMs = list.serverTime - this.ports.clock.now()
  }
}

/** The date by which HeadHunter sorts is newer than before: the touch took effect, whatever its answer was. */
export const hasMoved = (job: Job, after: ResumesById): boolean =>
  (after.get(job.resume.id)?.updatedAt ?? 0) > (job.resume.updatedAt ?? Number.POSITIVE_INFINITY)

export const wasTooEarly = ({ outcome }: Job): boolean =>
  outcome !== undefined && !outcome.ok && outcome.diagnostic.reason === 'too_early'
