import { expect, test } from '@jest/globals'
import { type HttpRequest, type HttpResponse, TransportError } from '../../../src/domain/http.js'
import { loggedTransport } from '../../../src/http/logged.js'

const REQUEST: HttpRequest = {
  method: 'POST',
  url: 'https://api.hh.ru/resumes/0123456789abcdef/publish?host=hh.ru',
  route: '/resumes/{id}/publish',
  headers: { authorization: 'Bearer SECRET' },
  body: 'SECRET',
  timeoutMs: 1_000,
}

const logOf = async (outcome: HttpResponse | Error) => {
  const lines: string[] = []
  let now = 0
  const clock = { monotonic: () => now }
  const transport = loggedTransport(
    async () => {
      now += 123
      if (outcome instanceof Error) throw outcome
      return outcome
    },
    { reporter: { debug: (line) => lines.push(line) }, clock },
  )
  const result = await transport(REQUEST).catch((error) => error)
  expect(result).toBe(outcome)
  return lines
}

const answer = (headers: Record<string, string>): HttpResponse => ({ status: 204, headers, body: 'SECRET' })

test.each([
  ['HeadHunter’s id', answer({ 'x-request-id': '16a' }), '204 in 123 ms, request 16a'],
  ['GitHub’s id', answer({ 'x-github-request-id': 'C4:D2' }), '204 in 123 ms, request C4:D2'],
  ['no id', answer({}), '204 in 123 ms'],
  ['an id that is none', answer({ 'x-request-id': '::error::x' }), '204 in 123 ms'],
  ['an id that is too long', answer({ 'x-request-id': 'a'.repeat(65) }), '204 in 123 ms'],
  ['a fault', new TransportError('timed_out', 'ETIMEDOUT'), 'timed_out (ETIMEDOUT) in 123 ms'],
  ['an error of our own', new Error('SECRET'), 'failed in 123 ms'],
])('one line: %s', async (_, outcome, ending) => {
  expect(await logOf(outcome)).toEqual([`POST /resumes/{id}/publish: ${ending}`])
})
