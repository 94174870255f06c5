import type { Clock } from '../domain/clock.js'
import type { HeadHunter, ResumeList } from '../domain/headhunter.js'
import type { ProgressReporter } from '../domain/progress.js'
import { isTokenRefusal } from '../headhunter/check-access-token.js'
import { type Outcome, ok } from '../reasons/index.js'
import type { ResumesById } from './plan.js'

export interface TouchPorts {
  headHunter: HeadHunter
  clock: Clock
  reporter: ProgressReporter
  /** Gets a new access token if the old one expired during a wait, or the reason why there is none. */
  renew(): Promise<Outcome<string> | undefined>
}

/** An access token, and HeadHunter's clock, which decides what is due. */
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

  /** The current resumes; undefined if HeadHunter refused the list. */
  async list(): Promise<ResumesById | undefined> {
    const list = await this.#look()
    return list.ok ? list.value : undefined
  }

  /** The same after a long wait, in which the access token can have expired, and with the reason of a failure. */
  async lookAgain(): Promise<Outcome<ResumesById>> {
    const list = await this.#look()
    if (list.ok || !isTokenRefusal(list.diagnostic)) return list
    const renewed = await this.ports.renew()
    if (renewed === undefined) return list
    if (!renewed.ok) return renewed
    this.#accessToken = renewed.value
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
