import { checkAccessToken } from '../headhunter/check-access-token.js'
import { type Diagnostic, diagnostic, hasTrait } from '../reasons/index.js'
import { exchange } from './exchange.js'
import { finalizeWhole } from './finalize.js'
import { type Held, type HeldPair, readHeld } from './parse-credentials.js'
import { type Attempt, type CredentialPorts, dead, type OpenAccount, stop } from './ports.js'
import { refresh } from './refresh.js'

/** One way into the account. */
interface Way {
  /** What it starts from; a refused code is forgiven while another way works, a dead secret is not. */
  from: 'auth-code' | 'secrets'
  go(): Promise<Attempt>
}

/**
 * Gets into the account with what was given, and saves what is new, all before anything is touched
 * (design: "The token pair"). Undefined when that is not to be; the diagnostics tell why.
 */
export async function openAccount(ports: CredentialPorts): Promise<OpenAccount | undefined> {
  const held = readHeld(ports.given)
  maskWhole(held, ports)
  const refused: { from: Way['from']; diagnostic: Diagnostic }[] = []
  for (const way of waysIn(held, ports, () => refused.some(lostAnswer))) {
    const attempt = await way.go()
    if (attempt.kind === 'open') {
      for (const { from, diagnostic } of refused) forgive(from, diagnostic, ports)
      return attempt.account
    }
    if (attempt.kind === 'stop') break
    if (attempt.diagnostic) refused.push({ from: way.from, diagnostic: attempt.diagnostic })
  }
  for (const { diagnostic } of refused) ports.diagnostics.problem(diagnostic)
  return undefined
}

const lostAnswer = ({ diagnostic: { reason } }: { diagnostic: Diagnostic }): boolean =>
  hasTrait(reason, 'answer_lost')

/** The ways in, in the order in which they are tried. */
function waysIn(held: Held, ports: CredentialPorts, answerLost: () => boolean): Way[] {
  const ways: Way[] = []
  const add = (from: Way['from'], go: Way['go']) => ways.push({ from, go })
  const { recovered, authCode, whole, plain } = held

  if (held.recoveryUnreadable) add('auth-code', async () => dead(diagnostic('recovery_code_unreadable')))
  if (recovered) add('auth-code', () => withPair(recovered, held, ports, false))
  if (authCode !== undefined) add('auth-code', () => exchange(authCode, held, ports))
  if (held.wholeUnreadable) add('secrets', async () => dead(unreadable(held)))
  if (whole) add('secrets', () => withPair(whole, held, ports, answerLost()))
  if (plain) {
    const alone = whole === undefined && held.wholeUnreadable === undefined
    add('secrets', () =>
      alone ? withPair(plain, held, ports, answerLost()) : withAccessTokenOnly(plain, ports),
    )
  }
  return ways
}

const unreadable = (held: Held): Diagnostic =>
  diagnostic(held.wholeUnreadable === 'staged' ? 'staged_pair_unreadable' : 'recovery_code_unreadable')

/** Uses the access token; only when HeadHunter refuses it, or there is none, thinks of refreshing. */
async function withPair(
  pair: HeldPair,
  held: Held,
  ports: CredentialPorts,
  answerLost: boolean,
): Promise<Attempt> {
  if (pair.accessToken === undefined) return refresh({ pair, held, answerLost }, ports)
  const answer = await checkAccessToken(pair.accessToken, ports.headHunter)
  if (answer.kind === 'refused') {
    return refresh({ pair, held, answerLost, refusal: answer.diagnostic }, ports)
  }
  ports.pair.accessTokenExpiresAt = pair.expiresAt
  if (answer.kind === 'failed') {
    if (answer.tokenLives) await finalizeWhole(pair, ports.clock.now(), ports)
    ports.diagnostics.problem(answer.diagnostic)
    return stop
  }
  await finalizeWhole(pair, answer.resumes.serverTime, ports)
  return { kind: 'open', account: { accessToken: pair.accessToken, resumes: answer.resumes } }
}

/** What the refresh-token secret holds is dead: its old neighbour may live a while. It can't be refreshed. */
async function withAccessTokenOnly(pair: HeldPair, ports: CredentialPorts): Promise<Attempt> {
  if (pair.accessToken === undefined) return dead()
  const answer = await checkAccessToken(pair.accessToken, ports.headHunter)
  if (answer.kind === 'refused') return dead()
  if (answer.kind === 'failed') {
    ports.diagnostics.problem(answer.diagnostic)
    return stop
  }
  return { kind: 'open', account: { accessToken: pair.accessToken, resumes: answer.resumes } }
}

/** Another way worked. A refused code is then worth a notice; a dead secret must be replaced while the token lives. */
function forgive(from: Way['from'], refusal: Diagnostic, ports: CredentialPorts): void {
  ports.diagnostics.notice(refusal)
  if (from === 'secrets') ports.diagnostics.problem(diagnostic('authorize_soon'))
}

/** Tokens inside a staged pair or a recovery code were never registered as secrets of their own. */
function maskWhole(held: Held, ports: CredentialPorts): void {
  for (const pair of [held.recovered, held.whole]) {
    if (pair?.accessToken !== undefined) ports.reporter.mask(pair.accessToken)
    if (pair?.refreshToken !== undefined) ports.reporter.mask(pair.refreshToken)
  }
}
