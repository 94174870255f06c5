import { beforeEach, describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { DAY, HOUR } from '../../../src/domain/clock.js'
import { diagnostic, err, ok, type Reason } from '../../../src/domain/diagnostic.js'
import { Diagnostics } from '../../../src/domain/diagnostics.js'
import type { HeadHunter, TokenOutcome } from '../../../src/domain/headhunter.js'
import { createShutdown } from '../../../src/domain/shutdown.js'
import type { LastWrite, Lock, PairStore, SaveResult, StoredPair } from '../../../src/domain/store.js'
import { type GivenTokens, type HeldPair, readHeld } from '../../../src/tokens/parse-credentials.js'
import type { CredentialPorts, PairState } from '../../../src/tokens/ports.js'
import { openRecoveryCode, sealRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { refresh } from '../../../src/tokens/refresh.js'
import { openAccount } from '../../../src/tokens/sign-in.js'
import { encodeStagedPair } from '../../../src/tokens/staged-pair.js'
import { createRecorder, type Recorder } from '../../support/recorder.js'

const NOW = Date.UTC(2026, 0, 5, 9)
const NEW = { accessToken: 'NEWACCESS', refreshToken: 'NEWREFRESH', expiresAt: NOW + 14 * DAY }
const WHOLE = { accessToken: 'WHOLEACCESS', refreshToken: 'WHOLEREFRESH', expiresAt: NOW + DAY }
const GIVEN: GivenTokens = {
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
  given: GivenTokens
  /** What HeadHunter says to the refresh token. */
  outcome: TokenOutcome
  /** Why it does not show the resumes to these access tokens; to others it does. */
  closedTo: Record<string, Reason>
  lock: Lock
  saved: StoredPair | undefined
  lastWrite: LastWrite
  staged: SaveResult
}

let world: World
let did: string[]
let diagnostics: Diagnostics
let pair: PairState
let recorder: Recorder
beforeEach(() => {
  did = []
  diagnostics = new Diagnostics()
  pair = { tokensRotated: false, accessTokenExpiresAt: undefined, recoveryCode: undefined }
  recorder = createRecorder()
  world = {
    given: GIVEN,
    outcome: { ok: true, value: NEW },
    closedTo: {},
    lock: { ok: true, release: async () => void did.push('release') },
    saved: undefined,
    lastWrite: LONG_AGO,
    staged: { ok: true },
  }
})

const refused = (reason: Reason, answerLost = false): TokenOutcome => ({
  ok: false,
  diagnostic: diagnostic(reason, {}, 'REQUEST-ID'),
  answerLost,
})
const portsOf = ({ given, outcome, closedTo, lock, saved, lastWrite, staged }: World): CredentialPorts => ({
  given,
  headHunter: {
    refresh: async (token: string) => {
      did.push(`spend ${token}`)
      return outcome
    },
    exchangeCode: async () => outcome,
    resumes: async (token: string) => {
      did.push(`enter ${token}`)
      const reason = closedTo[token]
      return reason ? err(reason, {}, 'REQUEST-ID') : ok({ resumes: [], serverTime: NOW })
    },
  } as unknown as HeadHunter,
  store: {
    acquire: async () => lock,
    current: async () => saved,
    lastWrite: async () => lastWrite,
    stage: async () => {
      did.push('stage')
      return staged
    },
    settle: async () => ({ ok: did.push('settle') > 0 }),
  } as unknown as PairStore,
  clock: createVirtualClock({ start: NOW, random: createRandom(1) }),
  shutdown: createShutdown(),
  reporter: recorder,
  verifyStore: async () => true,
  redirectUri: 'http://localhost:8080',
  startedAt: NOW,
  dryRun: false,
  ...{ diagnostics, pair },
})
const heldPair = (given: Partial<HeldPair> = {}): HeldPair => ({
  origin: 'plain',
  from: 'secrets',
  accessToken: 'A',
  refreshToken: 'R',
  expiresAt: undefined,
  ...given,
})
const STAGED = heldPair({ origin: 'staged' })
const HANDED_IN = heldPair({ origin: 'recovered', from: 'auth-code' })
const spend = (of: HeldPair = heldPair(), answerLost = false) =>
  refresh({ pair: of, held: readHeld(world.given), answerLost }, portsOf(world))
const found = () => diagnostics.all.map(({ severity, diagnostic }) => `${severity}: ${diagnostic.reason}`)

describe('two runs on one machine', () => {
  test('the lock can not be had: nothing is spent', async () => {
    world.lock = { ok: false, diagnostic: diagnostic('env_file_locked') }
    expect(await spend()).toEqual({ kind: 'stop' })
    expect([did, found()]).toEqual([[], ['problem: env_file_locked']])
  })

  test.each<[string, StoredPair | undefined, string]>([
    ['can not be read', undefined, 'spend R'],
    ['is as this run was given it', { accessToken: 'A', refreshToken: 'R' }, 'spend R'],
    ['has both tokens anew', { accessToken: 'A2', refreshToken: 'R2' }, 'enter A2'],
    ['has another refresh token', { accessToken: 'A', refreshToken: 'R2' }, 'enter A'],
    ['has another access token', { accessToken: 'A2', refreshToken: 'R' }, 'enter A2'],
    ['has no access token any more', { accessToken: undefined, refreshToken: 'R2' }, 'spend R'],
  ])('the store %s', async (_what, saved, first) => {
    world.saved = saved
    expect((await spend()).kind).toBe('open')
    expect([did[0], did.at(-1)]).toEqual([first, 'release'])
  })

  test('what the other run saved does not open: told, and not spent', async () => {
    world.saved = { accessToken: 'A2', refreshToken: 'R2' }
    world.closedTo = { A2: 'region_blocked' }
    expect(await spend()).toEqual({ kind: 'stop' })
    expect([did, found()]).toEqual([['enter A2', 'release'], ['problem: region_blocked']])
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
  ])('%s: this pair is dead, another may do', async (reason) => {
    world.outcome = refused(reason)
    expect(await spend(STAGED)).toEqual({
      kind: 'dead',
      diagnostic: diagnostic('staged_pair_dead', {}, 'REQUEST-ID'),
    })
    expect(await spend(HANDED_IN)).toEqual({
      kind: 'dead',
      diagnostic: diagnostic('recovery_code_dead', {}, 'REQUEST-ID'),
    })
    expect(found()).toEqual([])
    expect(await spend()).toEqual({ kind: 'stop' })
    expect(diagnostics.all).toEqual([
      { severity: 'problem', diagnostic: diagnostic(reason, {}, 'REQUEST-ID') },
    ])
  })

  test.each([heldPair(), STAGED, HANDED_IN])('for another cause: the run can not go on', async (of) => {
    world.outcome = refused('account_locked')
    expect(await spend(of)).toEqual({ kind: 'stop' })
    expect(found()).toEqual(['problem: account_locked'])
  })

  test('its answer was lost: dead by that name, whoever handed the pair in', async () => {
    world.outcome = refused('refresh_token_spent', true)
    const lost = { kind: 'dead', diagnostic: diagnostic('refresh_answer_lost', {}, 'REQUEST-ID') }
    for (const spent of [HANDED_IN, STAGED, heldPair()]) expect(await spend(spent)).toEqual(lost)
  })

  test('another run has it: a warning; after a lost answer it is another way’s turn', async () => {
    world.outcome = refused('refresh_token_spent')
    world.lastWrite = { known: true, refreshTokenAt: NOW, accessTokenAt: NOW, storeTime: NOW }
    expect(await spend(heldPair(), true)).toEqual({ kind: 'dead' })
    expect(found()).toEqual([])
    expect(await spend()).toEqual({ kind: 'stop' })
    expect(found()).toEqual(['warning: refreshed_elsewhere'])
  })

  test('no refresh token, and no access token that was refused', async () => {
    const missing = { kind: 'dead', diagnostic: diagnostic('refresh_token_missing') }
    expect(await spend(heldPair({ refreshToken: undefined }))).toEqual(missing)
  })
})

describe('an access token that lives, but not here', () => {
  test.each<[string, LastWrite, number]>([
    ['14 days after the pair was written', LONG_AGO, NOW + 5 * DAY],
    [
      'in 14 days, where nobody knows when that was',
      { known: false, diagnostic: diagnostic('timed_out') },
      NOW + 14 * DAY,
    ],
    [
      'in 14 days, where it was 14 days ago',
      { ...LONG_AGO, refreshTokenAt: NOW - 14 * DAY } as LastWrite,
      NOW + 14 * DAY,
    ],
    ['in an hour', { ...LONG_AGO, refreshTokenAt: NOW - 14 * DAY + HOUR } as LastWrite, NOW + HOUR],
  ])('it retryable %s', async (_when, lastWrite, at) => {
    world.outcome = refused('access_token_not_expired')
    world.lastWrite = lastWrite
    const missing = diagnostic('partner_missing', { at }, 'REQUEST-ID')
    expect(await spend(STAGED)).toEqual({ kind: 'dead', diagnostic: missing })
    expect(found()).toEqual([])
    expect(await spend()).toEqual({ kind: 'stop' })
    expect(diagnostics.all).toEqual([{ severity: 'problem', diagnostic: missing }])
  })
})

describe('from one way in to the next', () => {
  const open = () => openAccount(portsOf(world))

  test('a staged pair behind a closed door: no other is tried, nothing is settled', async () => {
    world.given = { ...GIVEN, refreshToken: encodeStagedPair(WHOLE) }
    world.closedTo = { WHOLEACCESS: 'region_blocked' }
    expect(await open()).toBeUndefined()
    expect([did, found()]).toEqual([['enter WHOLEACCESS'], ['problem: region_blocked']])
  })

  test('a dead staged pair, and a neighbour behind a closed door', async () => {
    world.given = { ...GIVEN, refreshToken: encodeStagedPair(WHOLE) }
    world.closedTo = { WHOLEACCESS: 'access_token_revoked', A: 'region_blocked' }
    world.outcome = refused('refresh_token_revoked')
    expect(await open()).toBeUndefined()
    expect(did).toEqual(['enter WHOLEACCESS', 'spend WHOLEREFRESH', 'release', 'enter A'])
    expect(found()).toEqual(['problem: region_blocked', 'problem: staged_pair_dead'])
  })

  test('the answer to a code’s refresh was lost: what comes after may not end as skipped', async () => {
    const code = sealRecoveryCode(WHOLE, { clientSecret: 'SECRET', oldAccessToken: 'A' })
    world.given = { ...GIVEN, authCode: code }
    world.closedTo = { WHOLEACCESS: 'access_token_expired', A: 'access_token_expired' }
    world.outcome = refused('refresh_token_spent', true)
    world.lastWrite = { known: true, refreshTokenAt: NOW, accessTokenAt: NOW, storeTime: NOW }
    expect(await open()).toBeUndefined()
    expect(found()).toEqual(['problem: refresh_answer_lost'])
  })

  test('a code is exchanged and its pair not saved: sealed under the access token of the secret', async () => {
    world.given = { ...GIVEN, authCode: 'CODE' }
    world.staged = { ok: false, diagnostic: diagnostic('github_unreachable') }
    expect(await open()).toMatchObject({ accessToken: 'NEWACCESS' })
    expect(found()).toEqual(['problem: save_failed', 'problem: github_unreachable'])
    const opened = openRecoveryCode(recorder.codes[0] ?? '', {
      clientSecret: 'SECRET',
      oldAccessTokens: ['A'],
    })
    expect(opened).toEqual(NEW)
  })

  test('both tokens of a recovery code are masked before it is used', async () => {
    const code = sealRecoveryCode(WHOLE, { clientSecret: 'SECRET', oldAccessToken: 'A' })
    world.given = { ...GIVEN, authCode: code }
    expect(await open()).toEqual({ accessToken: 'WHOLEACCESS', resumes: { resumes: [], serverTime: NOW } })
    expect([...recorder.masked]).toEqual(['WHOLEACCESS', 'WHOLEREFRESH'])
    expect(did).toEqual(['enter WHOLEACCESS', 'stage', 'settle'])
    expect(pair.accessTokenExpiresAt).toBe(WHOLE.expiresAt)
  })
})
