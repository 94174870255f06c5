import fc from 'fast-check'
import { type HttpResponse, type Transport, TransportError } from '../../src/domain/http.js'

/** Random answers: nonsense, and real answers with faults. */

export interface Stranger {
  /** Bodies as the other side would really give them. */
  samples: unknown[]
  /** What it was sent, and may send back anywhere. */
  secrets: string[]
}

export type StrangeAnswer = HttpResponse | TransportError

/** What the other side gives, request by request. */
export const answersOf = ({ samples, secrets }: Stranger): fc.Arbitrary<StrangeAnswer[]> => {
  const answer = fc.record({ status, headers: headersWith(secrets), body: bodyLike(samples, secrets) })
  return fc.array(fc.oneof({ weight: 9, arbitrary: answer }, { weight: 1, arbitrary: fault }), {
    minLength: 1,
    maxLength: 6,
  })
}

const MOST_REQUESTS = 1_000

/** Gives one after the other, and then over again; complains of a client that never has enough. */
export function transportOf(answers: readonly StrangeAnswer[]): Transport {
  let asked = 0
  return async () => {
    const answer = answers[asked % answers.length]
    asked += 1
    if (asked > MOST_REQUESTS || answer === undefined) throw new Error('asked without end')
    if (answer instanceof TransportError) throw answer
    return answer
  }
}

const status = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(200, 201, 204) },
  { weight: 3, arbitrary: fc.constantFrom(400, 401, 403, 404, 409, 422, 429, 451, 500, 502, 503) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
)

const fault = fc
  .constantFrom(
    ...([
      'unreachable',
      'proxy_refused',
      'certificate_rejected',
      'connection_lost',
      'timed_out',
      'answer_cut_off',
      'answer_too_large',
    ] as const),
  )
  .map((kind) => new TransportError(kind, 'ECONNRESET'))

function headersWith(secrets: string[]): fc.Arbitrary<Record<string, string>> {
  const numbers = ['-1', '0', '1', '1e9', '99999999999999999999', 'NaN', 'Infinity']
  const odd = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom(...secrets, ...numbers, ''))
  const orOdd = (...usual: string[]) => fc.oneof(fc.constantFrom(...usual), odd)
  const date = 'Mon, 05 Jan 2026 09:00:00 GMT'
  return fc
    .record(
      {
        'content-type': orOdd('application/json', 'application/json; charset=utf-8', 'text/html'),
        date: orOdd(date, 'Mon, 99 Jan 2026 99:00:00 GMT'),
        'retry-after': orOdd('1', '30', '3600', date),
        server: orOdd('nginx', 'ddos-guard'),
        location: orOdd('https://hh.ru/', 'http://evil.example/'),
        'x-request-id': odd,
        'x-github-request-id': odd,
        'x-ratelimit-remaining': orOdd('0'),
        'x-ratelimit-reset': orOdd('1767603600'),
        'x-accepted-github-permissions': orOdd('secrets=write'),
        'github-authentication-token-expiration': orOdd('2026-01-12 10:00:00 UTC'),
      },
      { requiredKeys: [] },
    )
    .map((headers) => headers as Record<string, string>)
}

const HTML = '<!DOCTYPE html><html><head><title>403</title></head><body>DDoS-Guard</body></html>'

function bodyLike(samples: unknown[], secrets: string[]): fc.Arbitrary<string> {
  const body = near(samples, secrets)
  const cut = fc.tuple(body, fc.nat({ max: 500 })).map(([whole, end]) => whole.slice(0, end))
  const prefixed = fc.tuple(fc.constantFrom('\ufeff', ' ', ")]}'\n"), body).map((parts) => parts.join(''))
  const known = fc.constantFrom('', HTML, 'null', '"OK"', '[]', '{}', '[[[[', '{"a":'.repeat(5_000))
  return fc.oneof(
    { weight: 8, arbitrary: body },
    { weight: 1, arbitrary: cut },
    { weight: 1, arbitrary: prefixed },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: known },
  )
}

const STRANGE: fc.JsonValue[] = [
  null,
  '',
  0,
  -1,
  1e308,
  2 ** 53,
  0.1,
  true,
  [],
  {},
  '\u0000',
  '\ud800',
  '::error::x',
  '##[error]x',
  '<b>&amp;"',
  '__proto__',
  'constructor',
  '9'.repeat(400),
  '2026-13-45T25:61:61+9999',
]

/** One of the samples, with up to three of its nodes changed or taken out. */
function near(samples: unknown[], secrets: string[]): fc.Arbitrary<string> {
  const by = fc.oneof(
    fc.constantFrom(...STRANGE),
    fc.constantFrom<fc.JsonValue>(...secrets),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const change = fc.record({ node: fc.nat({ max: 200 }), by: fc.option(by, { nil: undefined }) })
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 3 }))
    .map(([sample, changes]) => {
      const root = { sample: structuredClone(sample) }
      for (const entry of changes) apply(root, entry)
      return JSON.stringify(root.sample) ?? ''
    })
}

type Node = Record<string, unknown>

function apply(root: Node, { node, by }: { node: number; by: fc.JsonValue | undefined }): void {
  const places = placesIn(root)
  const place = places[node % places.length]
  if (place === undefined) return
  if (by === undefined) Reflect.deleteProperty(place.holder, place.key)
  // A copy: put in twice, one object could come to hold itself.
  else place.holder[place.key] = structuredClone(by)
}

const placesIn = (holder: Node): { holder: Node; key: string }[] =>
  Object.entries(holder).flatMap(([key, value]) => {
    const inner = typeof value === 'object' && value !== null ? placesIn(value as Node) : []
    return [{ holder, key }, ...inner]
  })
