import type { Answer } from '../../sandbox/exchange.js'
import type { FaultRule } from '../../sandbox/faults.js'
import {
  badCredentials,
  conflict,
  githubError,
  notFound,
  portalPage,
  portalRedirect,
  primaryLimit,
  secondaryLimit,
} from '../../sandbox/github/errors.js'
import { withNextTimeNull, withoutNextTime } from '../../sandbox/headhunter/alterations.js'
import { callAnswers, networkAnswers } from '../../sandbox/headhunter/answers.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.js'
import type { FaultName, FaultPlan } from './plan.js'
import { isHit, targetOf } from './targets.js'

/** Longer than any attempt may take, and long after that: an answer that exists once is waited for. */
const TOO_SLOW = 45_000
const LATE = 4 * MINUTE
const TOO_LATE = 7 * MINUTE

/** What can't be read: HeadHunter has acted before, or something on the way answered in its place. */
const UNREADABLE: readonly FaultName[] = ['not_json', 'other_shape', 'empty']

/** A fault of a plan, as the sandbox takes it; `now`: GitHub's clock. */
export function faultRule({ target, name, nth, times, after }: FaultPlan, now: number): FaultRule {
  const answer = answerOf(name, now)
  const rule = {
    match: (request: Parameters<typeof targetOf>[0]) => isHit(target, targetOf(request)),
    nth,
    times,
    label: after && (name === 'late' || name === 'slow') ? `too_${name}` : name,
  }
  if (answer !== undefined)
    return { ...rule, kind: 'answer', answer, after: after && UNREADABLE.includes(name) }
  if (name === 'without_next_time' || name === 'next_time_null') {
    const alter = name === 'without_next_time' ? withoutNextTime : withNextTimeNull
    return { ...rule, kind: 'altered', ...(target === 'resumes' && { alter }) }
  }
  if (name === 'late') return { ...rule, kind: 'slow', delayMs: after ? TOO_LATE : LATE }
  if (name === 'slow') return { ...rule, kind: 'slow', delayMs: after ? TOO_SLOW : 8_000 }
  return { ...rule, kind: name as FaultRule['kind'], after }
}

function answerOf(name: FaultName, now: number): Answer | undefined {
  switch (name) {
    case 'false_refusal':
      return callAnswers.access_token_expired
    case 'conflict':
      return conflict
    case 'secondary_limit':
      return secondaryLimit(20)
    case 'long_limit':
      return secondaryLimit(HOUR / 1_000, 429)
    case 'primary_limit':
      return primaryLimit(now + DAY / 100)
    case 'server_says_404':
      return notFound
    case 'server_says_400':
      return githubError(400, 'Problems parsing JSON')
    case 'server_says_401':
      return badCredentials
    case 'server_says_403':
      return githubError(403, 'Resource not accessible by personal access token')
    case 'portal_page':
      return portalPage
    case 'portal_redirect':
      return portalRedirect
    default:
      return (networkAnswers as Record<string, Answer>)[name]
  }
}
