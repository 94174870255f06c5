import fc from 'fast-check'
import type { FormName } from '../../sandbox/forms.js'
import type { TokenKind } from '../../sandbox/github/tokens.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/clock.js'

/**
 * A life as it is drawn: plain values, from which everything that happens follows. The same plan gives the same life,
 * so that a failing one can be replayed and shrunk.
 */
export interface LifePlan {
  /** Of the sandbox's tokens and of the jitter of backoffs. */
  seed: number
  /** The pair is kept in an environment's secrets, which a run reads when it starts. */
  environment: boolean
  token: TokenKind
  /** Runs can see when they were queued. */
  witness: boolean
  /** The workflow hands over a GitHub App of the person's own in place of the token. */
  app: boolean
  /** How long a new access token is not known everywhere yet. */
  issueLagMs: number
  /** How far the clocks of HeadHunter and GitHub are ahead. */
  hhAheadMs: number
  githubAheadMs: number
  events: LifeEvent[]
}

export type LifeEvent =
  | { kind: 'run'; run: RunPlan }
  /** Two runs at once: the second starts `offsetMs` after the first. */
  | { kind: 'overlap'; first: RunPlan; second: RunPlan; offsetMs: number }
  | { kind: 'world'; gapMs: number; change: WorldChange }

/** Changes by a person to the pair itself. */
export const PERSON_CHANGES = [
  'password_changed',
  'access_withdrawn',
  'invalid_pair_pasted',
  'fresh_pair_pasted',
  'fresh_pair_pasted_slowly',
  'access_half_pasted',
  'refresh_half_pasted',
  'older_pair_pasted',
  'spent_elsewhere',
] as const
export const WORLD_CHANGES = [
  'token_read_only',
  'token_revoked',
  'token_expired',
  'token_renewed',
  'key_rotated',
  'github_exhausted',
  'resume_hidden',
  'resume_blocked',
  'resume_moderated',
  'resumes_back',
  'application_closed',
  'application_opened',
  ...PERSON_CHANGES,
  'access_token_expires',
  'repository_renamed',
] as const
export type WorldChange = (typeof WORLD_CHANGES)[number]

export interface RunPlan {
  /** How long nothing happened before it. */
  gapMs: number
  byHand: boolean
  dryRun: boolean
  /** What the person gives to the run, or does before it. */
  person: PersonAct
  /** Pastes a recovery code into the refresh token's secret instead of handing it in. */
  pastes: boolean
  renewsToken: boolean
  /** Undefined: the secrets as they stand. 0: those that the latest run was given, 1: those of the one before it… */
  oldInputs: number | undefined
  maxWait: string
  /** A resume is due in an hour, and the access token expires before that. */
  expiresWhileWaiting: boolean
  /** How far this machine's clock is ahead. */
  skewMs: number
  /** What each way of each request takes, over and over again. */
  latenciesMs: number[]
  faults: FaultPlan[]
  incidents: Incident[]
}

/** `advice`: what the latest red run said; `working_code`: of all that were printed, the code that helps. */
export const PERSON_ACTS = [
  'nothing',
  'advice',
  'latest_code',
  'working_code',
  'older_code',
  'spoilt_code',
  'fresh_auth_code',
  'used_auth_code',
] as const
export type PersonAct = (typeof PERSON_ACTS)[number]

/** The requests of a run, by what they are for. */
export const HH_TARGETS = ['token', 'resumes', 'publish', 'me'] as const
export const GITHUB_TARGETS = [
  'refresh_secret',
  'access_secret',
  'probe',
  'probe_removal',
  'public_key',
  'look',
  'look_at_run',
  'app_installation',
  'app_token',
] as const
/** `any_github`: GitHub as a whole. */
export type Target = (typeof HH_TARGETS)[number] | (typeof GITHUB_TARGETS)[number] | 'any_github'

/** Forms of an answer that lose nothing: the same content in another coding, framing or dress. */
export const LOSSLESS_FORMS = [
  'gzip',
  'deflate_raw',
  'brotli',
  'two_codings',
  'coding_in_capitals',
  'coding_without_end',
  'coding_wrong',
  'coding_unnamed',
  'no_last_chunk',
  'length_too_long',
  'length_and_chunks',
  'until_close',
  'byte_order_mark',
  'utf_16',
  'html_type',
  'no_type',
  'text_around',
  'created',
  'request_id_twice',
] as const satisfies FormName[]
/** Odd, and yet what HeadHunter might answer. */
const ODD_FORMS = [
  'odd_side_fields',
  'no_refresh_token',
  'page_around',
  'accepted',
  'length_too_short',
  'item_without_date',
  'item_without_fields',
  'item_of_unknown_status',
  'item_without_id',
  'item_with_number',
  'item_that_is_none',
] as const satisfies FormName[]

const WIRE_FAULTS = [
  'unreachable',
  'reset',
  'lost_answer',
  'stall',
  'cut_off',
  'stall_body',
  'http_500',
  'http_502',
  'http_503',
  'slow',
  'late',
  'cut_off_chunked',
] as const
export const HH_FAULTS = [
  ...WIRE_FAULTS,
  'rate_limited',
  'address_filtered',
  'region_blocked',
  'captcha_required',
  'redirected_307',
  'not_json',
  'other_shape',
  'empty',
  'false_refusal',
  'without_next_time',
  'next_time_null',
  'redirected_302',
] as const
export const GITHUB_FAULTS = [
  ...WIRE_FAULTS,
  'conflict',
  'secondary_limit',
  'long_limit',
  'primary_limit',
  'server_says_404',
  'server_says_400',
  'server_says_401',
  'server_says_403',
  'portal_page',
  'portal_redirect',
] as const
export type FaultName =
  | (typeof HH_FAULTS)[number]
  | (typeof GITHUB_FAULTS)[number]
  | (typeof LOSSLESS_FORMS)[number]
  | (typeof ODD_FORMS)[number]

export interface FaultPlan {
  target: Target
  name: FaultName
  nth: number
  times: number
  /** After the effect, where the kind leaves a choice. */
  after: boolean
}

/** Something that happens in the middle of a run, at one of its requests or at a moment. */
export interface Incident {
  what:
    | 'signal'
    | 'kill'
    | Extract<
        WorldChange,
        | 'token_read_only'
        | 'token_revoked'
        | 'key_rotated'
        | 'resume_hidden'
        | 'fresh_pair_pasted'
        | 'access_token_expires'
        | 'repository_renamed'
      >
  when: { target: Target; nth: number; phase: 'sent' | 'done' } | { afterMs: number }
}

const between = (shortest: number, longest: number, grain: number) =>
  fc
    .integer({ min: Math.ceil(shortest / grain), max: Math.floor(longest / grain) })
    .map((count) => count * grain)

const gaps = fc.oneof(
  { arbitrary: between(14 * DAY, 20 * DAY, HOUR), weight: 9 },
  { arbitrary: between(4 * HOUR, DAY, 10 * MINUTE), weight: 5 },
  { arbitrary: between(0, 10 * MINUTE, 10 * SECOND), weight: 3 },
  { arbitrary: between(HOUR, 4 * HOUR, 10 * MINUTE), weight: 2 },
  { arbitrary: between(DAY, 14 * DAY, HOUR), weight: 3 },
)

const nths = fc.oneof(
  { arbitrary: fc.constant(1), weight: 4 },
  { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 1 },
)

const faultOf = <T extends Target, K extends FaultName>(targets: readonly T[], names: readonly K[]) =>
  fc.record({
    target: fc.constantFrom(...targets),
    name: fc.constantFrom(...names),
    nth: nths,
    times: fc.constantFrom(1, 1, 2, 3, 4, 100),
    after: fc.boolean(),
  })

const faults: fc.Arbitrary<FaultPlan> = fc.oneof(
  { arbitrary: faultOf(['refresh_secret'], GITHUB_FAULTS), weight: 4 },
  { arbitrary: faultOf(['access_secret'], GITHUB_FAULTS), weight: 2 },
  { arbitrary: faultOf(['token'], HH_FAULTS), weight: 3 },
  { arbitrary: faultOf(['resumes', 'publish'], ['false_refusal', 'without_next_time']), weight: 1 },
  { arbitrary: faultOf(GITHUB_TARGETS, GITHUB_FAULTS), weight: 4 },
  { arbitrary: faultOf(HH_TARGETS, HH_FAULTS), weight: 3 },
  { arbitrary: faultOf(['token', 'resumes'], [...LOSSLESS_FORMS, ...ODD_FORMS]), weight: 4 },
  { arbitrary: faultOf(GITHUB_TARGETS, LOSSLESS_FORMS), weight: 1 },
  {
    arbitrary: faultOf(['any_github'], ['unreachable', 'portal_page', 'portal_redirect', 'stall']),
    weight: 1,
  },
)

const moments: fc.Arbitrary<Incident['when']> = fc.oneof(
  {
    arbitrary: fc.record({
      target: fc.constantFrom<Target>('token', 'refresh_secret', 'access_secret'),
      nth: nths,
      phase: fc.constantFrom('sent', 'done'),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      target: fc.constantFrom<Target>(...HH_TARGETS, ...GITHUB_TARGETS),
      nth: nths,
      phase: fc.constantFrom('sent', 'done'),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ afterMs: between(0, 3 * MINUTE, SECOND) }), weight: 2 },
  { arbitrary: fc.record({ afterMs: between(0, 4 * HOUR, MINUTE) }), weight: 2 },
)

const incidents: fc.Arbitrary<Incident> = fc.record({
  what: fc.constantFrom(
    'signal',
    'signal',
    'signal',
    'kill',
    'kill',
    'token_read_only',
    'token_revoked',
    'key_rotated',
    'resume_hidden',
    'access_token_expires',
    'repository_renamed',
    'fresh_pair_pasted',
  ),
  when: moments,
})

const listOf = <T>(item: fc.Arbitrary<T>, oneIn: number, most: number) =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant([] as T[]), weight: oneIn - 1 },
    { arbitrary: fc.array(item, { minLength: 1, maxLength: most }), weight: 1 },
  )

const rarely = (oneIn: number) =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(false), weight: oneIn - 1 },
    { arbitrary: fc.constant(true), weight: 1 },
  )

const acts: fc.Arbitrary<PersonAct> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constant('nothing'), weight: 12 },
  { arbitrary: fc.constant('advice'), weight: 12 },
  { arbitrary: fc.constant('fresh_auth_code'), weight: 2 },
  { arbitrary: fc.constantFrom(...PERSON_ACTS), weight: 3 },
)

const runs: fc.Arbitrary<RunPlan> = fc.record({
  gapMs: gaps,
  byHand: rarely(4),
  dryRun: rarely(20),
  person: acts,
  pastes: rarely(4),
  renewsToken: rarely(3),
  oldInputs: fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(undefined), weight: 6 },
    { arbitrary: fc.integer({ min: 0, max: 4 }), weight: 1 },
  ),
  maxWait: fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant('0'), weight: 5 },
    { arbitrary: fc.constantFrom('90s', '15m', '1h', '5h'), weight: 2 },
  ),
  expiresWhileWaiting: rarely(10),
  skewMs: fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(0), weight: 4 },
    { arbitrary: between(-10 * MINUTE, 10 * MINUTE, SECOND), weight: 1 },
    { arbitrary: between(-14 * HOUR, 14 * HOUR, HOUR), weight: 1 },
  ),
  latenciesMs: fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant<number[]>([0]), weight: 1 },
    { arbitrary: fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 7 }), weight: 3 },
  ),
  faults: listOf(faults, 2, 3),
  incidents: listOf(incidents, 3, 2),
})

const events: fc.Arbitrary<LifeEvent> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.record({ kind: fc.constant('run' as const), run: runs }), weight: 12 },
  {
    arbitrary: fc.record({
      kind: fc.constant('overlap' as const),
      first: runs,
      second: runs,
      offsetMs: fc.oneof(between(0, 20 * SECOND, 100), between(0, 4 * MINUTE, SECOND)),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('world' as const),
      gapMs: gaps,
      change: fc.oneof(
        { arbitrary: fc.constantFrom(...WORLD_CHANGES.slice(0, 6)), weight: 6 },
        { arbitrary: fc.constantFrom(...WORLD_CHANGES), weight: 3 },
      ),
    }),
    weight: 3,
  },
  {
    // Soon after a rotation: only then can the next run take the spent pair for another run's work.
    arbitrary: fc.record({
      kind: fc.constant('world' as const),
      gapMs: between(0, 12 * HOUR, HOUR),
      change: fc.constant('spent_elsewhere' as const),
    }),
    weight: 1,
  },
)

/** A server's clock is right, or wrong by seconds, or by hours. */
const clocks = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constant(0), weight: 5 },
  { arbitrary: between(-MINUTE, MINUTE, SECOND), weight: 1 },
  { arbitrary: between(-5 * HOUR, 5 * HOUR, HOUR), weight: 1 },
)

/** Months of a life. */
export const lives: fc.Arbitrary<LifePlan> = fc.record({
  seed: fc.nat(1_000_000),
  environment: rarely(4),
  token: fc.constantFrom<TokenKind>('fine-grained', 'fine-grained', 'app', 'classic'),
  witness: fc.boolean(),
  app: rarely(5),
  issueLagMs: fc.constantFrom(0, 0, 0, 3 * SECOND),
  hhAheadMs: clocks,
  githubAheadMs: clocks,
  events: fc.array(events, { minLength: 1, maxLength: 12, size: 'max' }),
})
