import { HOUR, MINUTE, SECOND } from '../domain/clock.js'
import type { LastWrite } from '../domain/store.js'
import { type Diagnostic, diagnostic } from '../reasons/index.js'
import type { SignInContext } from './attempt.js'

const LOOK_FOR_MS = 150 * SECOND
const LOOK_EVERY_MS = 10 * SECOND
/** A run can be queued for a day before it starts. */
const RECENT_MS = 25 * HOUR
/** A run writes both secrets within this time; a person takes longer. */
const SAME_RUN_WINDOW_MS = MINUTE
/** GitHub's `updated_at` and its `Date` header have a resolution of one second. */
const CLOCK_RESOLUTION_MS = 2 * SECOND

type Context = Pick<SignInContext, 'clock' | 'reporter' | 'store' | 'request'>

/**
 * The refresh token was already spent: `refreshed_elsewhere` if another run saved the new pair since this run was queued,
 * or saves it now; else the diagnostic on the likely cause.
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
  // If an answer to this run was lost, or it has just written this pair itself, only a change that is certainly later shows
  // another run.
  const how = answerLost || isRenewal ? 'surely' : 'perhaps'
  const moved = (last: LastWrite) => movedSinceStart(last, context, how)
  const queuedAt = answerLost || isRenewal ? undefined : await store.queuedAt()
  let written = await store.lastWrite()
  while (!moved(written) && !isAfter(written, queuedAt) && clock.monotonic() < lookUntil) {
    await clock.sleep(LOOK_EVERY_MS)
    written = await store.lastWrite()
  }
  if (moved(written) || isAfter(written, queuedAt)) return elsewhere
  if (answerLost) return diagnostic('refresh_answer_lost', {}, spent.requestId)
  // This run holds the newest pair: no other run saved a new one.
  if (queuedAt !== undefined && written.known) return spent
  return !byHand && !isRenewal && looksLikeRecentRun(written) ? elsewhere : spent
}

/** Both moments are by the store's clock, in whole seconds; within the same second the order is unknown. */
const isAfter = (written: LastWrite, queuedAt: number | undefined): boolean =>
  queuedAt !== undefined && written.known && written.refreshTokenAt >= queuedAt

/**
 * Whether the pair in the store was replaced after this run began; false where that is unknown. A write that can also have
 * been just before counts for `perhaps`, and not for `surely`.
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

/** A guess for stores that do not know when this run got its secrets. */
function looksLikeRecentRun(written: LastWrite): boolean {
  if (!written.known || written.accessTokenAt === undefined) return false
  const between = written.refreshTokenAt - written.accessTokenAt
  const together = between >= 0 && between <= SAME_RUN_WINDOW_MS
  return together && written.storeTime - written.refreshTokenAt < RECENT_MS
}
