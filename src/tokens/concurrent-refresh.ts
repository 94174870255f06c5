import { HOUR, MINUTE, SECOND } from '../domain/clock.js'
import type { Diagnostic } from '../domain/diagnostic.js'
import { diagnostic } from '../domain/diagnostic.js'
import type { LastWrite } from '../domain/store.js'
import type { CredentialPorts } from './ports.js'

const LOOK_FOR = 150 * SECOND
const LOOK_EVERY = 10 * SECOND
/** A run may have been queued a day before it started. */
const RECENT = 25 * HOUR
/** A run writes both secrets in one go; a person takes longer. */
const TOGETHER = 10 * MINUTE
/** GitHub tells whole seconds, in `updated_at` as in its `Date` header. */
const GRAIN = 2 * SECOND

/**
 * The refresh token was spent already. By another run that saved the new pair, at this moment or since this run was
 * queued? `refreshed_elsewhere` when so; else the diagnostic on what must have happened.
 */
export async function lookForOtherRun(
  spent: Diagnostic,
  answerLost: boolean,
  ports: CredentialPorts,
): Promise<Diagnostic> {
  const { clock, reporter, store } = ports
  const lookUntil = clock.now() + LOOK_FOR
  reporter.report({ kind: 'looking_for_other_run', lasts: LOOK_FOR })
  // With an answer of our own lost, a change that may be older than this run is no comfort: only a later one is.
  const moved = (last: LastWrite) => movedSinceStart(last, ports, answerLost ? 'surely' : 'perhaps')
  let written = await store.lastWrite()
  while (!moved(written) && clock.now() < lookUntil) {
    await clock.sleep(LOOK_EVERY)
    written = await store.lastWrite()
  }
  if (moved(written)) return diagnostic('refreshed_elsewhere', {}, spent.requestId)
  if (answerLost) return diagnostic('refresh_answer_lost', {}, spent.requestId)
  return writtenByRecentRun(written) ? diagnostic('refreshed_elsewhere', {}, spent.requestId) : spent
}

/**
 * Whether the pair in the store was replaced after this run began; false where that can't be told at all. A write
 * that may as well have been just before counts for `perhaps`, and not for `surely`.
 */
export function movedSinceStart(
  written: LastWrite,
  ports: Pick<CredentialPorts, 'clock' | 'startedAt'>,
  how: 'perhaps' | 'surely' = 'perhaps',
): boolean {
  if (!written.known) return false
  const startedByStoreClock = ports.startedAt + (written.storeTime - ports.clock.now())
  const margin = how === 'surely' ? (written.uncertainMs ?? 0) : -GRAIN
  return written.refreshTokenAt >= startedByStoreClock + margin
}

function writtenByRecentRun(written: LastWrite): boolean {
  if (!written.known || written.accessTokenAt === undefined) return false
  const together = Math.abs(written.accessTokenAt - written.refreshTokenAt) <= TOGETHER
  return together && written.storeTime - written.refreshTokenAt < RECENT
}
