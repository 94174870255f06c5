import fc from 'fast-check'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { type FaultPlan, LOSSLESS_FORMS } from '../plan.js'

/** A life on a person's machine: commands, one by one or several at once, on one `.env`. */
export interface EnvLifePlan {
  seed: number
  /** The pair that the person began with is exported in the environment as well, and stays there. */
  exported: boolean
  /** The refresh token is in quotes with a space, as pasted. */
  quoted: boolean
  steps: EnvStep[]
}

export interface EnvStep {
  gapMs: number
  /** All at once, but for their offsets. */
  commands: CommandPlan[]
}

export const COMMANDS = ['touch', 'watch', 'login', 'logout', 'setup', 'resumes', 'code'] as const

export interface CommandPlan {
  /** `code`: the person writes a fresh code into the file, and touches. */
  command: (typeof COMMANDS)[number]
  offsetMs: number
  latencyMs: number
  faults: FaultPlan[]
  end: EndPlan | undefined
}

/** An early end, at one of its requests. */
export interface EndPlan {
  what: 'signal' | 'kill'
  target: 'token' | 'resumes' | 'publish' | 'refresh_secret' | 'access_secret' | 'look'
  nth: number
  phase: 'sent' | 'done'
}

const rarely = <T>(item: fc.Arbitrary<T>, oneIn: number) =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(undefined), weight: oneIn - 1 },
    { arbitrary: item, weight: 1 },
  )

const faults: fc.Arbitrary<FaultPlan> = fc.record({
  target: fc.constantFrom('token' as const, 'resumes' as const),
  name: fc.constantFrom(
    'slow' as const,
    'late' as const,
    'http_502' as const,
    'lost_answer' as const,
    ...LOSSLESS_FORMS,
  ),
  nth: fc.constant(1),
  times: fc.constantFrom(1, 1, 3),
  after: fc.boolean(),
})

const commands: fc.Arbitrary<CommandPlan> = fc.record({
  command: fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant('touch' as const), weight: 5 },
    { arbitrary: fc.constantFrom(...COMMANDS), weight: 5 },
  ),
  offsetMs: fc.constantFrom(0, 0, 100, SECOND, 5 * SECOND, MINUTE),
  latencyMs: fc.constantFrom(0, 200, 1_500),
  faults: rarely(faults, 5).map((fault) => (fault === undefined ? [] : [fault])),
  end: rarely(
    fc.record({
      what: fc.constantFrom('signal' as const, 'kill' as const),
      target: fc.constantFrom(
        'token' as const,
        'token' as const,
        'resumes' as const,
        'publish' as const,
        'refresh_secret' as const,
        'access_secret' as const,
        'look' as const,
      ),
      nth: fc.constantFrom(1, 1, 2),
      phase: fc.constantFrom('sent' as const, 'done' as const),
    }),
    5,
  ),
})

const steps: fc.Arbitrary<EnvStep> = fc.record({
  gapMs: fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.integer({ min: 5, max: 20 }).map((hours) => hours * HOUR), weight: 2 },
    { arbitrary: fc.integer({ min: 14 * 24, max: 18 * 24 }).map((hours) => hours * HOUR), weight: 4 },
    { arbitrary: fc.constant(14 * DAY - 30 * SECOND), weight: 1 },
  ),
  commands: fc.array(commands, { minLength: 1, maxLength: 3, size: 'max' }),
})

export const envLives: fc.Arbitrary<EnvLifePlan> = fc.record({
  seed: fc.nat(1_000_000),
  exported: rarely(fc.constant(true), 3).map(Boolean),
  quoted: rarely(fc.constant(true), 4).map(Boolean),
  steps: fc.array(steps, { minLength: 1, maxLength: 6, size: 'max' }),
})
