import { HOUR, MINUTE, SECOND } from '../domain/clock.js'
import type { LastWrite } from '../domain/store.js'
import { type Diagnostic, diagnostic } from '../reasons/index.js'
import type { SignInContext } from './attempt.js'

const LOOK_FOR_MS = 150 * SECOND
const LOOK_EVERY_MS = 10 * SECOND
/** A run may have been queued a day before it started. */
const RECENT_MS = 25 * HOUR
/** A run writes both secrets in one go; a person takes longer. */
const SAME_RUN_WINDOW_MS = MINUTE
/** GitHub tells whole seconds, in `updated_at` as in its `Date` header. */
const CLOCK_RESOLUTION_MS = 2 * SECOND

type Context = Pick<SignInContext, 'clock' | 'reporter' | 'store' | 'request'>

/**
 * The refresh token was spent already. By another run that saved the new pair, at this moment or since this run was
 * queued? `refreshed_elsewhere` when so; else the diagnostic on what must have happened.
 */
export async function lookForOtherRun(
  spent: Diagnostic,
  answerLost: boolean,
  context: Context,
): Promise<Diagnostic> {
  const { clock, reporter, store } = context
  const { byHand, isRenewal = false } = context.request
  const elsewhere = diagnostic('refreshed_elsewhere', {}, spent.requestId)
  const lookUntil = clock.monotonic() + LOOK_FOR_MS
  reporter.report({ kind: 'looking_for_other_run', lasts: LOOK_FOR_MS })
  // With an answer of our own lost, a change that may be older than this run is no comfort: only a later one is.
  const moved = (last: LastWrite) => movedSinceStart(last, context, answerLost ? 'surely' : 'perhaps')
  const queuedAt = answerLost || isRenewal ? undefined : await store.queuedAt()
  let written = await store.lastWrite()
  while (!moved(written) && !isAfter(written, queuedAt) && clock.monotonic() < lookUntil) {
    await clock.sleep(LOOK_EVERY_MS)
    written = await store.lastWrite()
  }
  if (moved(written) || isAfter(written, queuedAt)) return elsewhere
  if (answerLost) return diagnostic('refresh_answer_lost', {}, spent.requestId)
  // A run that holds the newest pair there is: nobody saved a successor.
  if (queuedAt !== undefined && written.known) return spent
  return !byHand && !isRenewal && looksLikeRecentRun(written) ? elsewhere : spent
}

/** Both moments by the store's own clock, in whole seconds: in the same one, another run may have been faster. */
const isAfter = (written: LastWrite, queuedAt: number | undefined): boolean =>
  queuedAt !== undefined && written.known && written.refreshTokenAt >= queuedAt

/**
 * Whether the pair in the store was replaced after this run began; false where that can't be told at all. A write
 * that may as well have been just before counts for `perhaps`, and not for `surely`.
 */
export function movedSinceStart(
  written: LastWrite,
  { clock, request }: Pick<Context, 'clock' | 'request'>,
  how: 'perhaps' | 'surely' = 'perhaps',
): boolean {
  if (!written.known) return false
  const startedByStoreClock = request.startedAt + (written.storeTime - clock.now())
  const margin = how === 'surely' ? (written.uncertainMs ?? 0) : -CLOCK_RESOLUTION_MS
  return written.refreshTokenAt >= startedByStoreClock + margin
}

/** A guess for stores that can't tell when this run was given its secrets. */
function looksLikeRecentRun(written: LastWrite): boolean {
  if (!written.known || written.accessTokenAt === undefined) return false
  const between = written.refreshTokenAt - written.accessTokenAt
  const together = between >= 0 && between <= SAME_RUN_WINDOW_MS
  return together && written.storeTime - written.refreshTokenAt < RECENT_MS
}
