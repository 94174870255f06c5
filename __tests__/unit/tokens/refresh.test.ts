import { beforeEach, describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { DAY, HOUR, SECOND } from '../../../src/domain/clock.js'
import type { HeadHunter, TokenOutcome } from '../../../src/domain/headhunter.js'
import { createShutdown } from '../../../src/domain/shutdown.js'
import type { LastWrite, Lock, PairStore, SaveResult, StoredPair } from '../../../src/domain/store.js'
import { catalogue } from '../../../src/i18n/index.js'
import { diagnostic, err, ok, type Reason } from '../../../src/reasons/index.js'
import type { SignInContext, SignInPorts, SignInRequest } from '../../../src/tokens/attempt.js'
import {
  type Credentials,
  parseCredentials,
  type TokenCandidate,
} from '../../../src/tokens/parse-credentials.js'
import { openRecoveryCode, sealRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { useCandidate } from '../../../src/tokens/refresh.js'
import { type SignInResult, signIn } from '../../../src/tokens/sign-in.js'
import { encodeStagedPair } from '../../../src/tokens/staged-pair.js'
import { createRecorder, type Recorder } from '../../support/recorder.js'

const NOW = Date.UTC(2026, 0, 5, 9)
const NEW = { accessToken: 'NEWACCESS', refreshToken: 'NEWREFRESH', expiresAt: NOW + 14 * DAY }
const WHOLE = { accessToken: 'WHOLEACCESS', refreshToken: 'WHOLEREFRESH', expiresAt: NOW + DAY }
const GIVEN: Credentials = {
  clientSecret: 'SECRET',
  accessToken: 'A',
  refreshToken: 'R',
  authCode: undefined,
}
const LONG_AGO: LastWrite = {
  known: true,
  refreshTokenAt: NOW - 9 * DAY,
  accessTokenAt: NOW - 30 * DAY,
  storeTime: NOW,
}

interface World {
  given: Credentials
  /** What HeadHunter says to refresh tokens, one after the other, the last one for ever. */
  outcomes: TokenOutcome[]
  /** Why it does not show the resumes to these access tokens, one look after the other; to others it does. */
  closedTo: Record<string, Reason | Reason[]>
  lock: Lock
  saved: StoredPair | undefined
  lastWrite: LastWrite
  staged: SaveResult
  /** Whether the store can be written. */
  writable: boolean
  dryRun: boolean
}

let world: World
let did: string[]
let recorder: Recorder
let clock: ReturnType<typeof createVirtualClock>
beforeEach(() => {
  did = []
  recorder = createRecorder()
  clock = createVirtualClock({ start: NOW, random: createRandom(1) })
  world = {
    given: GIVEN,
    outcomes: [{ ok: true, value: NEW }],
    closedTo: { A: 'access_token_expired', WHOLEACCESS: 'access_token_expired' },
    lock: { ok: true, release: async () => void did.push('release') },
    saved: undefined,
    lastWrite: LONG_AGO,
    staged: { ok: true },
    writable: true,
    dryRun: false,
  }
})

const refused = (reason: Reason, answerLost = false): TokenOutcome => ({
  ok: false,
  diagnostic: diagnostic(reason, {}, 'REQUEST-ID'),
  answerLost,
})
const inTurn = <T>(answers: T | T[], number: number): T | undefined =>
  Array.isArray(answers) ? answers[number] : answers
const portsOf = ({ outcomes, closedTo, lock, saved, lastWrite, staged, writable }: World): SignInPorts => {
  let spent = 0
  const looks = new Map<string, number>()
  return {
    headHunter: {
      refresh: async (token: string) => {
        did.push(`refresh ${token}`)
        return outcomes[Math.min(spent++, outcomes.length - 1)]
      },
      exchangeCode: async (code: object) => {
        did.push(`exchange ${JSON.stringify(code)}`)
        return outcomes[0]
      },
      resumes: async (token: string) => {
        did.push(`resumes ${token}`)
        const number = looks.get(token) ?? 0
        looks.set(token, number + 1)
        const reason = inTurn(closedTo[token], number)
        return reason ? err(reason, {}, 'REQUEST-ID') : ok({ resumes: [], serverTime: NOW })
      },
    } as unknown as HeadHunter,
    store: {
      verifyWritable: async () => {
        did.push('verify')
        return writable ? { ok: true, diagnostics: [] } : err('github_token_cannot_write')
      },
      acquire: async () => lock,
      current: async () => saved,
      lastWrite: async () => lastWrite,
      queuedAt: async () => undefined,
      stage: async () => {
        did.push('stage')
        return staged
      },
      finalize: async () => ({ ok: did.push('finalize') > 0 }),
      saveAccessToken: async (token: string) => {
        did.push(`save ${token}`)
        return staged
      },
    } as unknown as PairStore,
    clock,
    shutdown: createShutdown(),
    reporter: recorder,
  }
}
const requestOf = ({ given, dryRun }: World): SignInRequest => ({
  credentials: given,
  redirectUri: 'http://localhost:8080',
  startedAt: NOW,
  byHand: false,
  dryRun,
})
const candidate = (given: Partial<TokenCandidate> = {}): TokenCandidate => ({
  origin: 'plain',
  from: 'secrets',
  accessToken: 'A',
  refreshToken: 'R',
  expiresAt: undefined,
  ...given,
})
const STAGED = candidate({ origin: 'staged', expiresAt: NOW - DAY })
const HANDED_IN = candidate({ origin: 'recovered', from: 'auth-code', expiresAt: NOW - DAY })
const use = (of: TokenCandidate = candidate(), answerLost = false) => {
  const context: SignInContext = {
    ...portsOf(world),
    request: requestOf(world),
    parsed: parseCredentials(world.given),
    remember: () => {},
  }
  return useCandidate({ candidate: of, answerLost }, context)
}
const open = () => signIn(requestOf(world), portsOf(world))
const found = ({ diagnostics }: Pick<SignInResult, 'diagnostics'>) =>
  diagnostics.map(({ severity, diagnostic: { reason } }) => `${severity}: ${reason}`)
/** What was done after the given access token was refused. */
const afterwards = () => did.slice(did.indexOf('resumes A') + 1)

describe('two runs on one machine', () => {
  test('without the lock nothing is spent', async () => {
    world.lock = { ok: false, diagnostic: diagnostic('env_file_locked') }
    const attempt = await use()
    expect([attempt.kind, found(attempt)]).toEqual(['failed', ['problem: env_file_locked']])
    expect(afterwards()).toEqual([])
  })

  test.each<[string, StoredPair | undefined, string]>([
    ['can not be read', undefined, 'verify'],
    ['is as this run was given it', { accessToken: 'A', refreshToken: 'R' }, 'verify'],
    ['is the same but for white space', { accessToken: ' A\n', refreshToken: 'R ' }, 'verify'],
    ['is empty', { accessToken: undefined, refreshToken: ' ' }, 'verify'],
    ['has both tokens anew', { accessToken: 'A2', refreshToken: 'R2' }, 'resumes A2'],
    ['has another access token', { accessToken: 'A2', refreshToken: 'R' }, 'resumes A2'],
  ])('the store %s', async (_what, saved, first) => {
    world.saved = saved
    expect((await use()).kind).toBe('signed-in')
    expect([afterwards()[0], did.at(-1)]).toEqual([first, 'release'])
  })

  test.each<[string, StoredPair]>([
    ['both its tokens', { accessToken: ' A2 ', refreshToken: ' R2' }],
    ['its refresh token, for it has no other', { accessToken: undefined, refreshToken: 'R2' }],
  ])('another pair in the store is used whole: %s', async (_what, saved) => {
    world.saved = saved
    world.closedTo.A2 = 'access_token_expired'
    expect((await use()).kind).toBe('signed-in')
    expect(did.filter((step) => step.startsWith('refresh'))).toEqual(['refresh R2'])
  })

  test('a staged one is finalized once it works', async () => {
    world.saved = { accessToken: 'A', refreshToken: encodeStagedPair(WHOLE) }
    world.closedTo.WHOLEACCESS = []
    expect((await use()).kind).toBe('signed-in')
    expect(afterwards()).toEqual(['resumes WHOLEACCESS', 'finalize', 'release'])
  })

  test('the pair in the store is invalid: the given one is refreshed, without a look for other runs', async () => {
    world.saved = { accessToken: 'A2', refreshToken: 'R2' }
    world.closedTo.A2 = 'access_token_expired'
    world.outcomes = [refused('refresh_token_spent'), { ok: true, value: NEW }]
    expect((await use()).kind).toBe('signed-in')
    expect(did.filter((step) => step.startsWith('refresh'))).toEqual(['refresh R2', 'refresh R'])
    expect(clock.now()).toBe(NOW)
  })

  test('the answer for the pair in the store was lost: reported as such', async () => {
    world.saved = { accessToken: 'A2', refreshToken: 'R2' }
    world.closedTo.A2 = 'access_token_expired'
    world.outcomes = [refused('refresh_token_spent', true)]
    expect(await use()).toMatchObject({ kind: 'refused', refusal: { reason: 'refresh_answer_lost' } })
  })

  test('the other run’s pair is refused: reported, and nothing is spent', async () => {
    world.saved = { accessToken: 'A2', refreshToken: 'R2' }
    world.closedTo.A2 = 'region_blocked'
    const attempt = await use()
    expect([attempt.kind, found(attempt)]).toEqual(['stopped', ['problem: region_blocked']])
    expect(afterwards()).toEqual(['resumes A2', 'release'])
  })

  test('in a dry run the pair in the store is used, too, and nothing is spent', async () => {
    world.dryRun = true
    world.saved = { accessToken: 'A2', refreshToken: 'R2' }
    expect((await use()).kind).toBe('signed-in')
    world.closedTo.A2 = 'access_token_expired'
    const attempt = await use()
    expect([attempt.kind, found(attempt)]).toEqual(['failed', ['notice: would_refresh']])
    expect(did).toEqual(['resumes A', 'resumes A2', 'resumes A', 'resumes A2'])
  })
})

describe('a refresh that HeadHunter refuses', () => {
  test.each<Reason>([
    'refresh_token_unknown',
    'refresh_token_malformed',
    'refresh_token_empty',
    'refresh_token_revoked',
    'refresh_token_deactivated',
    'refresh_token_spent',
  ])('%s: this pair is invalid, another may do', async (reason) => {
    world.outcomes = [refused(reason)]
    expect(await use(STAGED)).toMatchObject({
      kind: 'refused',
      refusal: diagnostic('staged_pair_dead', {}, 'REQUEST-ID'),
      diagnostics: [],
    })
    expect(await use(HANDED_IN)).toMatchObject({
      kind: 'refused',
      refusal: diagnostic('recovery_code_dead', {}, 'REQUEST-ID'),
      diagnostics: [],
    })
    expect(await use()).toMatchObject({
      kind: 'stopped',
      diagnostics: [{ severity: 'problem', diagnostic: diagnostic(reason, {}, 'REQUEST-ID') }],
    })
  })

  test.each([candidate(), STAGED])('for another cause: the run can not go on', async (of) => {
    world.outcomes = [refused('account_locked')]
    const attempt = await use(of)
    expect([attempt.kind, found(attempt)]).toEqual(['stopped', ['problem: account_locked']])
  })

  test('for another cause, of a code that was handed in: the given pair may still work', async () => {
    world.outcomes = [refused('account_locked')]
    const attempt = await use(HANDED_IN)
    expect([attempt.kind, found(attempt)]).toEqual(['failed', ['problem: account_locked']])
  })

  test('its answer was lost: refused as such, wherever the pair is from', async () => {
    world.outcomes = [refused('refresh_token_spent', true)]
    const refusal = diagnostic('refresh_answer_lost', {}, 'REQUEST-ID')
    for (const spent of [HANDED_IN, STAGED, candidate()])
      expect(await use(spent)).toMatchObject({ kind: 'refused', refusal })
  })

  test('another run has it: a warning; after a lost answer it is another way’s turn', async () => {
    world.outcomes = [refused('refresh_token_spent')]
    world.lastWrite = { known: true, refreshTokenAt: NOW, accessTokenAt: NOW, storeTime: NOW }
    const afterLoss = await use(candidate(), true)
    expect([afterLoss.kind, found(afterLoss)]).toEqual(['failed', []])
    const attempt = await use()
    expect([attempt.kind, found(attempt)]).toEqual(['stopped', ['warning: refreshed_elsewhere']])
  })

  test('no refresh token: the access token is tried once more before that is said', async () => {
    const refusal = { kind: 'refused', refusal: { reason: 'refresh_token_missing' } }
    expect(await use(candidate({ accessToken: undefined, refreshToken: undefined }))).toMatchObject(refusal)
    expect(await use(candidate({ refreshToken: undefined }))).toMatchObject(refusal)
    world.closedTo.A = ['access_token_expired']
    expect((await use(candidate({ refreshToken: undefined }))).kind).toBe('signed-in')
    expect(clock.now()).toBe(NOW)
  })
})

describe('an access token that is refused and yet not expired', () => {
  const NOT_EXPIRED = refused('access_token_not_expired')

  test('in its last second: asked again two seconds later, and refreshed then', async () => {
    world.outcomes = [NOT_EXPIRED, { ok: true, value: NEW }]
    expect((await use()).kind).toBe('signed-in')
    expect(afterwards()).toEqual([
      'verify',
      'refresh R',
      'resumes A',
      'refresh R',
      'stage',
      'finalize',
      'resumes NEWACCESS',
      'release',
    ])
    expect(clock.now() - NOW).toBe(2 * SECOND)
  })

  test.each<Reason>(['access_token_expired', 'access_token_unknown', 'access_token_revoked'])(
    'by mistake (%s): it works at the next try',
    async (reason) => {
      world.closedTo.A = [reason]
      world.outcomes = [NOT_EXPIRED]
      const attempt = await use()
      expect([attempt.kind, found(attempt)]).toEqual(['signed-in', []])
    },
  )

  test('refused at first, then another problem: that one is reported', async () => {
    world.closedTo.A = ['access_token_expired', 'region_blocked']
    world.outcomes = [NOT_EXPIRED]
    expect(found(await use())).toEqual(['problem: region_blocked'])
  })

  test.each<[string, LastWrite, number]>([
    ['14 days after the pair was written', LONG_AGO, NOW + 5 * DAY],
    [
      'in 14 days, where it is unknown when that was',
      { known: false, diagnostic: diagnostic('timed_out') },
      NOW + 17 * SECOND + 14 * DAY,
    ],
    [
      'in 14 days, where it was 14 days ago',
      { ...LONG_AGO, refreshTokenAt: NOW - 14 * DAY } as LastWrite,
      NOW + 14 * DAY,
    ],
    ['in an hour', { ...LONG_AGO, refreshTokenAt: NOW - 14 * DAY + HOUR } as LastWrite, NOW + HOUR],
  ])('three more times: the tokens are of two pairs, and it can be refreshed %s', async (...row) => {
    const [, lastWrite, at] = row
    world.outcomes = [NOT_EXPIRED]
    world.lastWrite = lastWrite
    const missing = diagnostic('partner_missing', { at }, 'REQUEST-ID')
    expect(await use()).toMatchObject({
      kind: 'stopped',
      diagnostics: [{ severity: 'problem', diagnostic: missing }],
    })
    expect(did.filter((step) => step === 'refresh R')).toHaveLength(4)
    expect(clock.now() - NOW).toBe(17 * SECOND)
  })

  test('of a staged pair: another one may do', async () => {
    world.outcomes = [NOT_EXPIRED]
    expect(await use(STAGED)).toMatchObject({
      kind: 'refused',
      refusal: diagnostic('partner_missing', { at: NOW + 5 * DAY }, 'REQUEST-ID'),
      diagnostics: [],
    })
  })

  test('without an access token nothing is requested again', async () => {
    world.outcomes = [NOT_EXPIRED]
    const attempt = await use(candidate({ accessToken: undefined }))
    expect([found(attempt), clock.now()]).toEqual([['problem: partner_missing'], NOW])
  })
})

describe('a new access token', () => {
  test('that is not known everywhere yet is asked for again', async () => {
    world.closedTo.NEWACCESS = ['access_token_unknown', 'access_token_unknown']
    expect((await use()).kind).toBe('signed-in')
    expect(clock.now() - NOW).toBe(7 * SECOND)
  })

  test('without a refresh token is saved, used and reported', async () => {
    const { refreshToken: _, ...issued } = NEW
    world.outcomes = [{ ok: true, value: { ...issued, refreshToken: undefined } }]
    const { account, diagnostics, pair } = await open()
    expect(account).toMatchObject({ accessToken: 'NEWACCESS' })
    expect(afterwards()).toEqual(['verify', 'refresh R', 'save NEWACCESS', 'resumes NEWACCESS', 'release'])
    expect([...recorder.masked]).toEqual(['NEWACCESS'])
    expect(diagnostics).toEqual([
      { severity: 'problem', diagnostic: diagnostic('refresh_token_not_issued', { at: NEW.expiresAt }) },
    ])
    expect(pair).toEqual({ tokensRotated: false, accessTokenExpiresAt: NEW.expiresAt })
  })

  test('the same, but not saved: used, and the cause is reported', async () => {
    world.outcomes = [{ ok: true, value: { ...NEW, refreshToken: undefined } }]
    world.staged = { ok: false, diagnostic: diagnostic('github_unreachable') }
    const result = await open()
    expect(result.account).toMatchObject({ accessToken: 'NEWACCESS' })
    expect(found(result)).toEqual(['problem: refresh_token_not_issued', 'problem: github_unreachable'])
    const details = result.diagnostics[0]?.diagnostic.details ?? {}
    for (const language of ['en', 'ru'] as const) {
      const { happened, todo } = catalogue(language).reasons.refresh_token_not_issued
      expect([happened(details), todo(details)]).toEqual([
        expect.stringMatching(/could not be saved|Сохранить его не удалось/),
        expect.not.stringMatching(/Before it expires|Пока он не истёк/),
      ])
    }
    expect(recorder.codes).toEqual([])
  })
})

describe('from one way in to the next', () => {
  test('a staged pair and another problem: no other pair is tried, nothing is finalized', async () => {
    world.given = { ...GIVEN, refreshToken: encodeStagedPair(WHOLE) }
    world.closedTo = { WHOLEACCESS: 'region_blocked' }
    const result = await open()
    expect(result.account).toBeUndefined()
    expect([did, found(result)]).toEqual([['resumes WHOLEACCESS'], ['problem: region_blocked']])
  })

  test('an invalid staged pair, and another problem with the plain access token', async () => {
    world.given = { ...GIVEN, refreshToken: encodeStagedPair(WHOLE) }
    world.closedTo = { WHOLEACCESS: 'access_token_revoked', A: 'region_blocked' }
    world.outcomes = [refused('refresh_token_revoked')]
    const result = await open()
    expect(result.account).toBeUndefined()
    expect(did).toEqual(['resumes WHOLEACCESS', 'verify', 'refresh WHOLEREFRESH', 'release', 'resumes A'])
    expect(found(result)).toEqual(['problem: region_blocked', 'problem: staged_pair_dead'])
  })

  const CODE = sealRecoveryCode(WHOLE, { clientSecret: 'SECRET', oldAccessToken: 'A' })

  test('the answer to a code’s refresh was lost: what comes after must not end as skipped', async () => {
    world.given = { ...GIVEN, authCode: CODE }
    world.outcomes = [refused('refresh_token_spent', true)]
    world.lastWrite = { known: true, refreshTokenAt: NOW, accessTokenAt: NOW, storeTime: NOW }
    const result = await open()
    expect(result.account).toBeUndefined()
    expect(found(result)).toEqual(['problem: refresh_answer_lost'])
  })

  test.each<[string, Partial<World>, string]>([
    ['the store can not be written', { writable: false }, 'problem: github_token_cannot_write'],
    ['another run has the lock', { lock: err('env_file_locked') }, 'problem: env_file_locked'],
    ['in a dry run', { dryRun: true }, 'notice: would_refresh'],
  ])('a code with an expired access token, and %s: the given pair is used', async (_why, given, expected) => {
    world = { ...world, ...given, given: { ...GIVEN, authCode: CODE } }
    world.closedTo = { WHOLEACCESS: 'access_token_expired' }
    const result = await open()
    expect(result.account).toMatchObject({ accessToken: 'A' })
    expect(found(result)).toEqual([expected])
    expect(did.some((step) => step.startsWith('refresh'))).toBe(false)
  })

  test('a code is exchanged and its pair saved under the lock, which a login and a touch share', async () => {
    world.given = { ...GIVEN, authCode: 'CODE' }
    await open()
    const steps = did.map((step) => step.split(' ')[0])
    expect(steps).toEqual(['verify', 'exchange', 'stage', 'finalize', 'resumes', 'release'])
  })

  test('a code is not spent while another process has the lock', async () => {
    world.given = { ...GIVEN, authCode: 'CODE', accessToken: undefined, refreshToken: undefined }
    world.lock = { ok: false, diagnostic: diagnostic('env_file_locked') }
    const result = await open()
    expect([did, found(result)]).toEqual([[], ['problem: env_file_locked']])
  })

  test('a code is exchanged and its pair not saved: sealed under the access token of the secret', async () => {
    world.given = { ...GIVEN, authCode: 'CODE' }
    world.staged = { ok: false, diagnostic: diagnostic('github_unreachable') }
    const result = await open()
    expect(result.account).toMatchObject({ accessToken: 'NEWACCESS' })
    expect(found(result)).toEqual(['problem: save_failed', 'problem: github_unreachable'])
    expect(result.pair.recoveryCode).toBe(recorder.codes[0])
    const opened = openRecoveryCode(recorder.codes[0] ?? '', {
      clientSecret: 'SECRET',
      oldAccessTokens: ['A'],
    })
    expect(opened).toEqual(NEW)
  })

  test('a code’s verifier is sent with it', async () => {
    world.given = { ...GIVEN, authCode: 'CODE', codeVerifier: 'VERIFIER' }
    await open()
    const redirectUri = 'http://localhost:8080'
    expect(did).toContain(
      `exchange ${JSON.stringify({ code: 'CODE', redirectUri, codeVerifier: 'VERIFIER' })}`,
    )
  })

  test('both tokens of a recovery code are masked before it is used', async () => {
    world.given = { ...GIVEN, authCode: CODE }
    world.closedTo = {}
    const { account, pair } = await open()
    const { accessToken, refreshToken } = WHOLE
    expect(account).toEqual({ accessToken, refreshToken, resumes: { resumes: [], serverTime: NOW } })
    expect([...recorder.masked]).toEqual(['WHOLEACCESS', 'WHOLEREFRESH'])
    expect(did).toEqual(['resumes WHOLEACCESS', 'stage', 'finalize'])
    expect(pair).toEqual({ tokensRotated: true, accessTokenExpiresAt: WHOLE.expiresAt })
  })
})

test('a signal ends a sign-in with what is known by then', async () => {
  const shutdown = createShutdown()
  const ports = portsOf(world)
  world.staged = { ok: false, diagnostic: diagnostic('github_unreachable') }
  const stage = async () => {
    shutdown.interrupt()
    return world.staged
  }
  const headHunter = { ...ports.headHunter, resumes: ports.headHunter.resumes }
  const list = headHunter.resumes
  // Once the run is cancelled nothing is answered any more.
  headHunter.resumes = (token) => (shutdown.signal.aborted ? new Promise(() => {}) : list(token))
  const result = await signIn(requestOf(world), {
    ...ports,
    shutdown,
    headHunter,
    store: { ...ports.store, stage },
  })
  expect(found(result)).toEqual(['problem: save_failed', 'problem: github_unreachable', 'problem: cancelled'])
  expect([result.account, result.pair.recoveryCode]).toEqual([undefined, recorder.codes[0]])
  expect(recorder.codes).toHaveLength(1)
})
