import { diagnostic } from '../domain/diagnostic.js'
import type { Held } from './parse-credentials.js'
import { type Attempt, type CredentialPorts, dead } from './ports.js'
import { enter } from './refresh.js'
import { rotate } from './rotate.js'

/** Exchanges a fresh authorization code for a pair, once it is proved that the pair can be saved. */
export async function exchange(code: string, held: Held, ports: CredentialPorts): Promise<Attempt> {
  if (ports.dryRun) {
    ports.diagnostics.notice(diagnostic('would_exchange'))
    return dead()
  }
  if (!(await ports.verifyStore())) return dead()
  ports.reporter.report({ kind: 'exchanging_code' })
  const outcome = await rotate(
    () => ports.headHunter.exchangeCode({ code, redirectUri: ports.redirectUri }, ports.shutdown.signal),
    { given: held.sealingToken },
    ports,
  )
  if (outcome.ok) return enter(outcome.value.accessToken, ports)
  if (!outcome.answerLost) return dead(outcome.diagnostic)
  return dead(diagnostic('exchange_answer_lost', outcome.diagnostic.details, outcome.diagnostic.requestId))
}
