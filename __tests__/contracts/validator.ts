import { afterEach } from '@jest/globals'
import type { RecordedRequest, ServiceName } from '../../sandbox/exchange.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import type { Contract } from './contract.js'
import { gitHubContract } from './github.js'
import { headHunterContract } from './headhunter.js'

/** Telegram publishes no machine-readable description: see `telegram.test.ts`. */
const CONTRACTS: Partial<Record<ServiceName, Contract>> = {
  headHunter: headHunterContract,
  github: gitHubContract,
}

/**
 * Whatever in these exchanges is not as the other side describes it. Requests are always looked at; answers where they
 * are the stand-in's own, and not a fault or a forced answer that a test put in their place.
 */
export const contractViolations = (requests: readonly RecordedRequest[]): string[] =>
  requests.flatMap((request) => {
    const contract = CONTRACTS[request.service]
    if (contract === undefined) return []
    const violations = [
      ...contract.ofRequest(request).map((violation) => `request: ${violation}`),
      ...(request.effect ? contract.ofAnswer(request, request.effect) : []),
    ]
    return [...new Set(violations)].map(
      (violation) => `${request.service}, ${request.method} ${request.path}: ${violation}`,
    )
  })

/** @throws Error that names every violation */
export const expectContractsKept = ({ requests }: Pick<Sandbox, 'requests'>): void => {
  const violations = contractViolations(requests)
  if (violations.length > 0) throw new Error(`Not as the API is described:\n${violations.join('\n')}`)
}

/**
 * For a test file or a harness: every sandbox that is handed to the function returned is held to the contracts after
 * the test that handed it over, which fails if they were not kept.
 */
export const keepContracts = () => {
  const watched = new Set<Sandbox>()
  afterEach(() => {
    const sandboxes = [...watched]
    watched.clear()
    for (const sandbox of sandboxes) expectContractsKept(sandbox)
  })
  return <S extends Sandbox>(sandbox: S): S => {
    watched.add(sandbox)
    return sandbox
  }
}
