import { type Answer, html, json, type RecordedRequest, type ServiceName } from './exchange.js'
import { type FormName, isForm } from './forms.js'

/**
 * The faults of a request.
 * - `unreachable`: never sent (over HTTP, where a listening port can't refuse, the same as `reset`)
 * - `reset`: the connection is closed without an answer
 * - `lost_answer`: as `reset`, after the effect
 * - `stall`: no answer ever
 * - `cut_off`, `cut_off_chunked`: after the effect, headers and half of the body, then the connection is closed; the
 *   headers have the length, or not
 * - `stall_body`: after the effect, headers and half of the body, then nothing
 * - `http_500`, `http_502`, `http_503`: in turn JSON, HTML and JSON, as HeadHunter's and GitHub's gateways answer
 * - `slow`: the effect at once, the answer after `delayMs`
 * - `answer`: the given answer instead of the service's own
 * - `altered`: after the effect, the service's own answer with its JSON changed by `alter`, where it is a success
 * - the name of a form (`forms.ts`): the service's own answer, in that form
 */
export type FaultKind =
  | 'unreachable'
  | 'reset'
  | 'lost_answer'
  | 'stall'
  | 'cut_off'
  | 'cut_off_chunked'
  | 'stall_body'
  | 'http_500'
  | 'http_502'
  | 'http_503'
  | 'slow'
  | 'answer'
  | 'altered'
  | FormName

export interface FaultRule {
  kind: FaultKind
  /** Every service when left out. */
  service?: ServiceName
  /** The whole route (`POST /token`), or a pattern for it; every route when left out. */
  route?: string | RegExp
  /** A further condition. */
  match?: (request: RecordedRequest) => boolean
  /** The first of the matching requests that gets the fault, counted from 1 (the default). */
  nth?: number
  /** How many requests get the fault; 1 by default. */
  times?: number
  /** The request has its effect, and then the fault comes. For `reset`, `stall`, `http_…` and `answer`. */
  after?: boolean
  /** For `slow`, `answer` and the forms, in milliseconds. */
  delayMs?: number
  /** Its name in the record; its kind by default. */
  label?: string
  /** For `answer`. */
  answer?: Answer
  /** For `altered`. */
  alter?: (body: never) => unknown
}

/** How the answer is delivered to the client, if at all. */
export type Delivery =
  | { kind: 'answer'; answer: Answer; delayMs: number; form?: FormName }
  | { kind: 'cut_off' | 'cut_off_chunked' | 'stall_body'; answer: Answer }
  | { kind: 'reset' | 'stall' | 'unreachable' }

export interface Faults {
  add(rule: FaultRule): void
  clear(): void
  /** The rule for this request, if any. Of several, the one that was added first. */
  take(request: RecordedRequest): FaultRule | undefined
}

export function createFaults(): Faults {
  let rules: { rule: FaultRule; seen: number; hits: number }[] = []
  return {
    add: (rule) => {
      rules.push({ rule, seen: 0, hits: 0 })
    },
    clear: () => {
      rules = []
    },
    take: (request) => {
      const fitting = rules.filter(({ rule }) => fits(rule, request))
      for (const entry of fitting) entry.seen += 1
      const hit = fitting.find(({ rule: { nth = 1, times = 1 }, seen, hits }) => seen >= nth && hits < times)
      if (hit) hit.hits += 1
      return hit?.rule
    },
  }
}

function fits({ service, route, match }: FaultRule, request: RecordedRequest): boolean {
  if (service !== undefined && service !== request.service) return false
  if (typeof route === 'string' && route !== request.route) return false
  if (route instanceof RegExp && !route.test(request.route)) return false
  return match === undefined || match(request)
}

const ALWAYS_AFTER: FaultKind[] = [
  'lost_answer',
  'cut_off',
  'cut_off_chunked',
  'stall_body',
  'slow',
  'altered',
]
const comesAfter = (kind: FaultKind): boolean => ALWAYS_AFTER.includes(kind) || isForm(kind)

/** Whether the request still has its effect. */
export const hasEffect = (rule: FaultRule | undefined): boolean =>
  rule === undefined || comesAfter(rule.kind) || (rule.after === true && rule.kind !== 'unreachable')

/** A fault's name in the record: with `_after` if it came after an effect that it can also prevent. */
export const labelOf = (rule: FaultRule): string =>
  hasEffect(rule) && !comesAfter(rule.kind) ? `${rule.label ?? rule.kind}_after` : (rule.label ?? rule.kind)

/** `answer` is the service's answer; undefined if the fault came first. */
export function deliveryOf(rule: FaultRule | undefined, answer: Answer | undefined): Delivery {
  const whole = (given: Answer, delayMs = 0): Delivery => ({ kind: 'answer', answer: given, delayMs })
  const kind = rule?.kind
  if (kind === 'unreachable' || kind === 'stall') return { kind }
  if (kind === 'http_500' || kind === 'http_502' || kind === 'http_503') return whole(GATEWAY_ANSWERS[kind])
  if (kind === 'answer' && rule?.answer) {
    // The service itself never answers a refused request with a success; a proxy's page can.
    const isOwn = rule.answer.headers['content-type']?.includes('json')
    const isRefused = answer !== undefined && answer.status >= 300 && rule.answer.status < 300 && isOwn
    return whole(isRefused ? answer : rule.answer, rule.delayMs)
  }
  if (answer === undefined || kind === 'reset' || kind === 'lost_answer') return { kind: 'reset' }
  // Half of an empty answer is a lost answer.
  if (kind === 'cut_off' || kind === 'cut_off_chunked') {
    return answer.body === '' ? { kind: 'reset' } : { kind, answer }
  }
  if (kind === 'altered') return whole(altered(answer, rule?.alter))
  if (kind === 'stall_body') return answer.body === '' ? { kind: 'stall' } : { kind, answer }
  if (kind === 'slow') return whole(answer, rule?.delayMs ?? 1_000)
  return { ...whole(answer, rule?.delayMs), ...(kind !== undefined && isForm(kind) && { form: kind }) }
}

const altered = (answer: Answer, alter: FaultRule['alter']): Answer =>
  alter === undefined || answer.status !== 200
    ? answer
    : { ...answer, body: JSON.stringify(alter(JSON.parse(answer.body) as never)) }

const GATEWAY_ANSWERS: Record<'http_500' | 'http_502' | 'http_503', Answer> = {
  http_500: json(500, { errors: [{ type: 'internal_server_error' }], description: 'Internal Server Error' }),
  http_502: html(502, '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'),
  http_503: json(503, { errors: [{ type: 'service_unavailable' }], description: 'Service Unavailable' }),
}
