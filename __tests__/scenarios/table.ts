import { resolve } from 'node:path'
import type { Answer } from '../../sandbox/exchange.js'
import type { FaultRule } from '../../sandbox/faults.js'
import { type Barrier, githubError, primaryLimit } from '../../sandbox/github/errors.js'
import type { Installation, Permissions } from '../../sandbox/github/state.js'
import { withoutRefreshToken } from '../../sandbox/headhunter/alterations.js'
import { callAnswers, networkAnswers, tokenAnswers } from '../../sandbox/headhunter/answers.js'
import { telegramAnswers } from '../../sandbox/telegram/answers.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.js'
import type { Reason } from '../../src/reasons/index.js'
import { sealRecoveryCode } from '../../src/tokens/recovery-code.js'
import { encodeStagedPair } from '../../src/tokens/staged-pair.js'
import type { ActionOptions } from '../support/action.js'
import type { Inputs, World, WorldOptions } from '../support/world.js'

/** Diagnostics of the terminal command alone. */
export type LocalReason = 'env_file_not_writable' | 'env_file_locked'
export const LOCAL: LocalReason[] = ['env_file_not_writable', 'env_file_locked']

/** How a run comes to a diagnostic. */
export interface Scenario {
  /** What the diagnostic does to the run. */
  ends: 'green' | 'red' | 'cancelled'
  world?: WorldOptions
  /** Prepares the world; returns what is given besides. */
  arrange?: (world: World) => Inputs | undefined
  options?: Partial<ActionOptions>
}

const LIST = 'GET /resumes/mine'
const PUBLISH = /publish$/
const TOKEN = 'POST /token'
const PUT = /^PUT /
const OFTEN = 99

const fault =
  (rule: FaultRule) =>
  (world: World): undefined => {
    world.sandbox.faults.add(rule)
  }
const answersList = (answer: Answer): Scenario => ({
  ends: 'red',
  arrange: fault({ route: LIST, kind: 'answer', answer, times: OFTEN }),
  options: { fast: true },
})
const answersPublish = (answer: Answer): Scenario => ({
  ends: 'red',
  arrange: fault({ route: PUBLISH, kind: 'answer', answer, times: OFTEN }),
})
/** The access token has expired, and HeadHunter refuses the refresh. */
const answersRefresh = (answer: Answer): Scenario => ({
  ends: 'red',
  arrange: (world) => {
    world.sandbox.headHunter.expire(world.pair.accessToken)
    world.sandbox.headHunter.force(TOKEN, answer, OFTEN)
    return undefined
  },
})
const answersExchange = (answer: Answer): Scenario => ({
  ends: 'red',
  arrange: (world) => {
    world.sandbox.headHunter.force(TOKEN, answer, OFTEN)
    return { 'auth-code': 'CODE', 'access-token': '', 'refresh-token': '' }
  },
})
const answersTelegram = (answer: Answer): Scenario => ({
  ends: 'green',
  arrange: (world) => {
    world.sandbox.telegram.force('POST /bot{token}/sendMessage', answer, OFTEN)
    return { 'telegram-bot-token': world.sandbox.telegram.addBot(), 'telegram-chat-id': '123' }
  },
  options: { fast: true },
})
const withToken = (token: NonNullable<WorldOptions['token']>): Scenario => ({
  ends: 'green',
  world: { token },
})
/** A GitHub App in place of the token, and what is wrong with it. */
const withApp = (
  change: (installation: Installation, world: World) => void,
  permissions: Permissions = { secrets: 'write' },
): Scenario => ({
  ends: 'green',
  world: { app: permissions },
  arrange: (world) => {
    if (world.installation) change(world.installation, world)
    return undefined
  },
})
const behind = (barrier: Barrier): Scenario => ({
  ends: 'green',
  arrange: ({ sandbox }) => {
    for (const repository of sandbox.github.state.repositories) repository.barrier = barrier
    return undefined
  },
})
const touching = (change: (world: World) => void): Scenario => ({
  ends: 'red',
  world: { resumes: 1 },
  arrange: (world) => {
    change(world)
    return { 'resume-ids': world.resumes[0]?.id ?? '' }
  },
})
const withStatus = (status: string) =>
  touching((world) => {
    const [resume] = world.resumes
    if (resume) resume.status = status as never
  })
/** Fifteen days on, the pair in the secrets is spent, and `newer` is what HeadHunter issued for it. */
const rotatedElsewhere = (world: World) => {
  world.sandbox.clock.advance(15 * DAY)
  world.pair.refreshed = true
  return world.sandbox.headHunter.issuePair()
}
const recoveryCode = (world: World, pair: World['pair']) =>
  sealRecoveryCode(pair, {
    clientSecret: world.sandbox.headHunter.state.applications[0]?.secret ?? '',
    oldAccessToken: world.pair.accessToken,
  })
const deadPair = (world: World) => {
  const pair = world.sandbox.headHunter.issuePair()
  world.sandbox.headHunter.end(pair.accessToken, 'revoked')
  return pair
}
/** From its `nth` write on, GitHub takes no secrets; the first one is the probe. */
const refuseWrites = (world: World, nth: number): void => {
  const answer = githubError(403, 'Resource not accessible by personal access token')
  world.sandbox.faults.add({ service: 'github', route: PUT, kind: 'answer', answer, nth, times: OFTEN })
}
const expired = (world: World) => world.sandbox.clock.advance(15 * DAY)

/** Every diagnostic that a run in Actions may come to; shared by the test of dist and the gallery. */
export const SCENARIOS: Record<Exclude<Reason, LocalReason>, Scenario> = {
  hh_unreachable: {
    ends: 'red',
    arrange: () => ({ 'api-url': 'http://127.0.0.1:9' }),
    options: { fast: true },
  },
  proxy_refused: {
    ends: 'red',
    arrange: () => ({ 'api-url': 'https://api.hh.test', 'github-token': '' }),
    options: { fast: true, env: { https_proxy: 'PROXY' } },
  },
  proxy_unsupported: {
    ends: 'red',
    arrange: () => ({ 'api-url': 'https://api.hh.test', 'github-token': '' }),
    options: { env: { https_proxy: 'socks5://127.0.0.1:9' } },
  },
  certificate_rejected: {
    ends: 'red',
    // A server that speaks no TLS is, to the client, one that can't prove who it is.
    arrange: () => ({ 'api-url': 'TLS' }),
    options: { fast: true },
  },
  connection_lost: {
    ends: 'red',
    arrange: fault({ route: LIST, kind: 'reset', times: OFTEN }),
    options: { fast: true },
  },
  timed_out: {
    ends: 'red',
    arrange: (world) => {
      world.sandbox.faults.add({ route: LIST, kind: 'stall', times: OFTEN })
      return { 'request-timeout': '10s' }
    },
    options: { fast: true },
  },
  answer_cut_off: {
    ends: 'red',
    arrange: fault({ route: LIST, kind: 'cut_off', times: OFTEN }),
    options: { fast: true },
  },
  answer_too_large: answersList(networkAnswers.huge),
  answer_not_json: answersList(networkAnswers.not_json),
  answer_unexpected: answersList(networkAnswers.other_shape),
  redirected: answersList(networkAnswers.redirected_307),
  hh_unavailable: answersList(networkAnswers.bad_gateway),
  rate_limited: answersList(networkAnswers.rate_limited),
  address_filtered: answersList(networkAnswers.address_filtered),
  region_blocked: answersList(networkAnswers.region_blocked),
  captcha_required: answersList(networkAnswers.captcha_required),

  user_agent_unset: answersList(callAnswers.user_agent_unset),
  user_agent_blacklisted: answersList(callAnswers.user_agent_blacklisted),
  bad_argument: answersList(callAnswers.bad_argument),
  bad_request: answersList(callAnswers.bad_request),
  not_found: answersList(callAnswers.not_found),
  method_not_allowed: answersList(callAnswers.method_not_allowed),
  access_token_unknown: answersPublish(callAnswers.access_token_unknown),
  access_token_expired: answersPublish(callAnswers.access_token_expired),
  access_token_revoked: answersPublish(callAnswers.access_token_revoked),
  application_deleted: answersList(callAnswers.application_deleted),
  user_token_expected: answersList(callAnswers.user_token_expected),
  forbidden: {
    ends: 'red',
    arrange: (world) => {
      world.sandbox.headHunter.force(LIST, callAnswers.forbidden)
      world.sandbox.headHunter.force('GET /me', networkAnswers.not_json)
      return undefined
    },
  },
  application_may_not_touch: { ends: 'red', world: { applicantMethods: false } },
  not_an_applicant: {
    ends: 'red',
    arrange: (world) => {
      const [account] = world.sandbox.headHunter.state.accounts
      if (account) account.applicant = false
      return undefined
    },
  },

  client_unknown: answersRefresh(tokenAnswers.client_unknown),
  client_credentials_refused: answersRefresh(tokenAnswers.client_credentials_refused),
  account_locked: answersRefresh(tokenAnswers.account_locked),
  password_invalidated: answersRefresh(tokenAnswers.password_invalidated),
  login_not_verified: answersRefresh(tokenAnswers.login_not_verified),
  redirect_uri_mismatch: answersExchange(tokenAnswers.redirect_uri_mismatch),
  refresh_token_empty: answersRefresh(tokenAnswers.refresh_token_empty),
  refresh_token_unknown: answersRefresh(tokenAnswers.refresh_token_unknown),
  refresh_token_malformed: answersRefresh(tokenAnswers.refresh_token_malformed),
  refresh_token_spent: {
    ends: 'red',
    arrange: (world) => {
      rotatedElsewhere(world)
      return undefined
    },
    options: { fast: true },
  },
  refresh_token_revoked: answersRefresh(tokenAnswers.refresh_token_revoked),
  refresh_token_deactivated: answersRefresh(tokenAnswers.refresh_token_deactivated),
  access_token_not_expired: answersExchange(tokenAnswers.access_token_not_expired),
  auth_code_unknown: answersExchange(tokenAnswers.auth_code_unknown),
  auth_code_used: answersExchange(tokenAnswers.auth_code_used),
  auth_code_expired: answersExchange(tokenAnswers.auth_code_expired),
  auth_code_revoked: answersExchange(tokenAnswers.auth_code_revoked),
  code_verifier_mismatch: answersExchange(tokenAnswers.code_verifier_mismatch),
  grant_type_unsupported: answersRefresh(tokenAnswers.grant_type_unsupported),
  refresh_too_early: answersRefresh(tokenAnswers.refresh_too_early),
  token_forbidden: answersRefresh(callAnswers.forbidden),
  token_request_refused: answersRefresh({
    ...tokenAnswers.account_locked,
    body: JSON.stringify({ error: 'invalid_request', error_description: 'moon in the wrong phase' }),
  }),
  token_answer_unreadable: answersRefresh(networkAnswers.not_json),

  touched: { ends: 'green' },
  touched_unverified: {
    ends: 'green',
    arrange: fault({ route: LIST, kind: 'answer', answer: networkAnswers.not_json, nth: 2, times: OFTEN }),
  },
  too_early: {
    ends: 'green',
    arrange: (world) => {
      for (const resume of world.resumes) resume.updatedAt = world.sandbox.clock.now() - HOUR
      return undefined
    },
  },
  dry_run: { ends: 'green', arrange: () => ({ 'dry-run': 'true' }) },
  not_in_account: { ends: 'red', arrange: () => ({ 'resume-ids': 'abcdef0123456789' }) },
  not_published: withStatus('not_published'),
  blocked: withStatus('blocked'),
  on_moderation: withStatus('on_moderation'),
  status_unknown: withStatus('archived'),
  cannot_publish: touching((world) => {
    const [resume] = world.resumes
    if (resume) resume.finished = false
  }),
  not_effective: {
    ends: 'red',
    arrange: (world) => {
      world.sandbox.headHunter.state.listLag = HOUR
      return undefined
    },
    options: { fast: true },
  },

  refresh_token_missing: {
    ends: 'red',
    arrange: (world) => {
      expired(world)
      return { 'refresh-token': '' }
    },
  },
  refresh_token_not_issued: {
    ends: 'red',
    arrange: (world) => {
      expired(world)
      world.sandbox.faults.add({ route: TOKEN, kind: 'altered', alter: withoutRefreshToken })
      return undefined
    },
  },
  no_published_resumes: { ends: 'red', world: { resumes: 0 } },
  partner_missing: {
    ends: 'red',
    arrange: () => ({ 'access-token': 'X'.repeat(64) }),
    options: { fast: true },
  },
  refreshed_elsewhere: {
    ends: 'green',
    arrange: (world) => {
      const newer = rotatedElsewhere(world)
      world.sandbox.github.setSecret('HH_ACCESS_TOKEN', newer.accessToken)
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
      world.sandbox.clock.advance(3 * HOUR)
      return { 'access-token': world.pair.accessToken, 'refresh-token': world.pair.refreshToken }
    },
    options: { fast: true },
  },
  refresh_answer_lost: {
    ends: 'red',
    arrange: (world) => {
      expired(world)
      world.sandbox.faults.add({ route: TOKEN, kind: 'lost_answer' })
      return undefined
    },
    options: { fast: true },
  },
  exchange_answer_lost: {
    ends: 'red',
    arrange: (world) => {
      world.sandbox.faults.add({ route: TOKEN, kind: 'lost_answer' })
      const { code } = world.sandbox.headHunter.authorizationCode()
      return { 'auth-code': code, 'access-token': '', 'refresh-token': '' }
    },
    options: { fast: true },
  },
  save_failed: {
    ends: 'red',
    arrange: (world) => {
      expired(world)
      refuseWrites(world, 2)
      return undefined
    },
    // A refusal right after the proof is tried again for two minutes.
    options: { fast: true },
  },
  save_failed_no_code: {
    ends: 'red',
    arrange: (world) => {
      expired(world)
      refuseWrites(world, 2)
      return { 'access-token': '' }
    },
    // A refusal right after the proof is tried again for two minutes.
    options: { fast: true },
  },
  settle_failed: {
    ends: 'green',
    arrange: (world) => {
      expired(world)
      refuseWrites(world, 3)
      return undefined
    },
  },
  settle_postponed: {
    ends: 'green',
    arrange: (world) => {
      const newer = rotatedElsewhere(world)
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', encodeStagedPair(newer))
      world.sandbox.clock.advance(14 * DAY - 10 * MINUTE)
      return undefined
    },
  },
  recovered: {
    ends: 'green',
    arrange: (world) => {
      const code = recoveryCode(world, rotatedElsewhere(world))
      world.sandbox.clock.advance(HOUR)
      return { 'auth-code': code }
    },
  },
  recovery_code_unreadable: { ends: 'green', arrange: () => ({ 'auth-code': 'hhrc1.nonsense' }) },
  recovery_code_dead: {
    ends: 'green',
    arrange: (world) => ({ 'auth-code': recoveryCode(world, deadPair(world)) }),
  },
  recovery_not_saved: {
    ends: 'red',
    world: { token: 'read-only' },
    arrange: (world) => ({ 'auth-code': recoveryCode(world, rotatedElsewhere(world)) }),
  },
  staged_pair_unreadable: { ends: 'red', arrange: () => ({ 'refresh-token': 'hhpair1.nonsense' }) },
  staged_pair_dead: {
    ends: 'red',
    arrange: (world) => ({ 'refresh-token': encodeStagedPair(deadPair(world)) }),
  },
  authorize_soon: {
    ends: 'red',
    arrange: (world) => ({ 'refresh-token': encodeStagedPair(deadPair(world)) }),
  },
  would_refresh: {
    ends: 'green',
    arrange: (world) => {
      expired(world)
      return { 'dry-run': 'true' }
    },
  },
  would_exchange: { ends: 'green', arrange: () => ({ 'dry-run': 'true', 'auth-code': 'CODE' }) },
  would_settle: {
    ends: 'green',
    arrange: (world) => {
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', encodeStagedPair(rotatedElsewhere(world)))
      return { 'dry-run': 'true' }
    },
  },

  github_token_missing: { ends: 'green', arrange: () => ({ 'github-token': '' }) },
  github_token_refused: withToken('expired'),
  github_token_cannot_write: withToken('no-access'),
  github_token_is_job_token: withToken('job'),
  github_token_expires_soon: withToken('expiring'),
  secrets_not_found: { ends: 'green', options: { env: { GITHUB_REPOSITORY: 'somebody/else' } } },
  refresh_token_secret_missing: {
    ends: 'green',
    arrange: (world) => {
      const { refreshToken } = world.pair
      world.sandbox.github.state.repositories[0]?.vault.secrets.delete('HH_REFRESH_TOKEN')
      return { 'refresh-token': refreshToken }
    },
  },
  github_unreachable: {
    ends: 'green',
    arrange: () => ({ 'github-api-url': 'http://127.0.0.1:9' }),
    options: { fast: true },
  },
  github_rate_limited: {
    ends: 'green',
    arrange: (world) => {
      const answer = primaryLimit(world.sandbox.clock.now() + HOUR)
      world.sandbox.faults.add({ service: 'github', kind: 'answer', answer, times: OFTEN })
      return undefined
    },
    options: { fast: true },
  },
  github_answer_unexpected: {
    ends: 'green',
    arrange: fault({
      service: 'github',
      kind: 'answer',
      answer: githubError(418, 'I am a teapot'),
      times: OFTEN,
    }),
  },
  github_app_key_refused: withApp(({ app }, { sandbox }) => {
    app.publicKey = sandbox.github.addApp().publicKey
  }),
  github_app_not_installed: withApp((installation) => {
    installation.repositories = []
  }),
  github_app_permission_missing: withApp(() => {}, { actions: 'read' }),
  github_app_suspended: withApp((installation, { sandbox }) => {
    installation.suspendedAt = sandbox.clock.now()
  }),
  github_app_clock_wrong: withApp((_installation, { sandbox }) => {
    const timeless = { date: 'unknown' }
    const answer = githubError(401, "'Expiration time' claim ('exp') is too far in the future", timeless)
    sandbox.github.force('GET /repos/{owner}/{repo}/installation', answer, OFTEN)
  }),
  github_token_lifetime_forbidden: behind('lifetime'),
  github_token_kind_forbidden: behind('classic'),
  github_token_needs_sso: behind('sso'),
  github_token_not_approved: behind('approval'),
  github_address_not_allowed: behind('address'),
  repository_moved: {
    ends: 'green',
    arrange: ({ sandbox }) => {
      const [repository] = sandbox.github.state.repositories
      if (repository) sandbox.github.rename(repository, 'applicant/renamed')
      return undefined
    },
  },
  repository_archived: {
    ends: 'red',
    arrange: (world) => {
      expired(world)
      for (const repository of world.sandbox.github.state.repositories) repository.archived = true
      return undefined
    },
  },
  probe_not_deleted: {
    ends: 'green',
    arrange: (world) => {
      expired(world)
      world.sandbox.faults.add({
        service: 'github',
        route: /^DELETE/,
        kind: 'answer',
        answer: githubError(403, 'No'),
        times: OFTEN,
      })
      return undefined
    },
  },
  repository_unknown: { ends: 'green', options: { env: { GITHUB_REPOSITORY: '' } } },

  telegram_unreachable: {
    ends: 'green',
    arrange: (world) => ({
      'telegram-bot-token': world.sandbox.telegram.addBot(),
      'telegram-chat-id': '123',
      'telegram-api-url': 'http://127.0.0.1:9',
    }),
    options: { fast: true },
  },
  telegram_token_wrong: answersTelegram(telegramAnswers.telegram_token_wrong),
  telegram_chat_not_found: answersTelegram(telegramAnswers.telegram_chat_not_found),
  telegram_bot_blocked: answersTelegram(telegramAnswers.telegram_bot_blocked),
  telegram_bot_not_in_chat: answersTelegram(telegramAnswers.telegram_bot_not_in_chat),
  telegram_chat_upgraded: answersTelegram(telegramAnswers.telegram_chat_upgraded),
  telegram_topic_not_found: answersTelegram(telegramAnswers.telegram_topic_not_found),
  telegram_rate_limited: answersTelegram(telegramAnswers.telegram_rate_limited),
  telegram_refused: answersTelegram(telegramAnswers.not_ok),

  invalid_inputs: { ends: 'red', arrange: () => ({ 'max-wait': 'soon' }) },
  cancelled: {
    ends: 'cancelled',
    arrange: (world) => {
      for (const resume of world.resumes) resume.updatedAt = world.sandbox.clock.now() - HOUR
      return { 'max-wait': '5h' }
    },
  },
  unexpected_error: {
    ends: 'red',
    options: { env: { NODE_OPTIONS: `--import ${resolve('__tests__/support/sabotage.mjs')}` } },
  },
}
