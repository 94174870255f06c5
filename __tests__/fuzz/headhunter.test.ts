import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createVirtualClock } from '../../sandbox/clock.js'
import type { Answer } from '../../sandbox/exchange.js'
import { callAnswers, tokenAnswers } from '../../sandbox/headhunter/answers.js'
import { createRandom } from '../../sandbox/random.js'
import type { HeadHunter } from '../../src/domain/headhunter.js'
import { createHeadHunter } from '../../src/headhunter/client.js'
import { loggedTransport } from '../../src/http/logged.js'
import type { Diagnostic, Outcome } from '../../src/reasons/index.js'
import { createRecorder } from '../support/recorder.js'
import { createWorld } from '../support/world.js'
import { answersOf, type StrangeAnswer, transportOf } from './answers.js'
import { expectDiscreet, expectPrintable, SECRETS } from './diagnostics.js'
import { always } from './runs.js'

const { accessToken, refreshToken, clientSecret, code } = SECRETS
const ID = '0123456789abcdef0123456789abcdef012345'

function clientAgainst(answers: readonly StrangeAnswer[]) {
  const recorder = createRecorder()
  const clock = createVirtualClock({ start: Date.UTC(2026, 0, 5), random: createRandom(1) })
  const headHunter = createHeadHunter({
    apiUrl: 'https://api.hh.ru',
    host: 'hh.ru',
    locale: 'RU',
    userAgent: 'fuzz/1.0 (fuzz)',
    clientId: 'CLIENT',
    clientSecret,
    timeoutMs: 1_000,
    transport: loggedTransport(transportOf(answers), { reporter: recorder, clock }),
    clock,
    reporter: recorder,
  })
  return { headHunter, recorder }
}

/** What HeadHunter really answers, as the sandbox knows it. */
async function bodiesOf(targets: string[]): Promise<unknown[]> {
  const { sandbox, pair, resumes } = createWorld({ resumes: 2 })
  const headers = { 'user-agent': 'fuzz/1.0 (fuzz)', authorization: `Bearer ${pair.accessToken}` }
  for (const target of targets) {
    const whole = target.replace('{id}', resumes[0]?.id ?? '')
    await sandbox.handle('headHunter', { method: 'GET', target: whole, headers, body: '' })
  }
  return sandbox.requests.map(({ effect }) => JSON.parse(effect?.body ?? ''))
}

const bodies = (answers: Record<string, Answer>) => Object.values(answers).map(({ body }) => JSON.parse(body))
const strangely = (samples: unknown[]) =>
  answersOf({ samples, secrets: [accessToken, refreshToken, clientSecret, code] })

const refusals = bodies({ ...tokenAnswers, ...callAnswers })
const pairBody = {
  access_token: accessToken,
  token_type: 'bearer',
  expires_in: 1_209_600,
  refresh_token: refreshToken,
}

type Operation = (client: HeadHunter) => Promise<{ ok: boolean; value?: unknown; diagnostic?: Diagnostic }>

/** A value of the promised shape, or a diagnostic; and nothing secret said on the way. */
async function expectDiagnostic<T>(
  answers: readonly StrangeAnswer[],
  operation: (client: HeadHunter) => Promise<Outcome<T> | { ok: true }>,
  isWhole: (value: T) => boolean,
) {
  const { headHunter, recorder } = clientAgainst(answers)
  const outcome = await operation(headHunter)
  if (!outcome.ok) expectPrintable(outcome.diagnostic)
  else if ('value' in outcome) expect(isWhole(outcome.value)).toBe(true)
  expectDiscreet(recorder)
}

describe('any answer of HeadHunter gives a value of the promised type or a diagnostic', () => {
  const isToken = (value: string) => /^[\x21-\x7e]+$/.test(value)

  test.each<[string, (client: HeadHunter) => ReturnType<HeadHunter['refresh']>]>([
    ['refresh', (client) => client.refresh(refreshToken)],
    ['exchange', (client) => client.exchangeCode({ code, redirectUri: 'http://localhost:8080' })],
  ])('%s', (_name, operation) =>
    always(strangely([pairBody, pairBody, ...refusals]), (answers) =>
      expectDiagnostic(answers, operation, (pair) => {
        const tokens = [pair.accessToken, pair.refreshToken ?? 'none'].every(isToken)
        return tokens && Number.isFinite(pair.expiresAt)
      }),
    ),
  )

  test('every new token is masked before anything is printed', () =>
    always(strangely([pairBody]), async (answers) => {
      const { headHunter, recorder } = clientAgainst(answers)
      const outcome = await headHunter.refresh(refreshToken)
      if (!outcome.ok) return
      expect([...recorder.masked]).toEqual(
        expect.arrayContaining(
          [outcome.value.accessToken, outcome.value.refreshToken].filter((token) => token !== undefined),
        ),
      )
    }))

  test('the list of resumes', async () => {
    const samples = await bodiesOf(['/resumes/mine'])
    await always(strangely([...samples, ...samples, ...refusals]), (answers) =>
      expectDiagnostic(
        answers,
        (client) => client.resumes(accessToken),
        ({ resumes, serverTime }) =>
          Number.isFinite(serverTime) &&
          resumes.every(
            ({ id, title, updatedAt, nextTouchAt, url }) =>
              /^\w+$/.test(id) &&
              !/\p{Cc}/u.test(title) &&
              (updatedAt === undefined || Number.isFinite(updatedAt)) &&
              (nextTouchAt === undefined || Number.isFinite(nextTouchAt)) &&
              (url === undefined || URL.canParse(url)),
          ),
      ),
    )
  })

  test('why a resume can’t be published', async () => {
    const samples = await bodiesOf(['/resumes/{id}/status'])
    await always(strangely([...samples, ...refusals]), (answers) =>
      expectDiagnostic(
        answers,
        (client) => client.readiness(accessToken, ID),
        ({ missing, notes }) => [...missing, ...notes].every((name) => typeof name === 'string'),
      ),
    )
  })

  test('who I am', async () => {
    const samples = await bodiesOf(['/me'])
    await always(strangely([...samples, ...refusals]), (answers) =>
      expectDiagnostic(
        answers,
        (client) => client.me(accessToken),
        ({ isApplicant }) => typeof isApplicant === 'boolean',
      ),
    )
  })

  test.each<[string, Operation]>([
    ['touch', (client) => client.publish(accessToken, ID)],
    ['revoke', (client) => client.revoke(accessToken)],
  ])('%s', (_name, operation) =>
    always(strangely(refusals), (answers) =>
      expectDiagnostic(answers, operation as (client: HeadHunter) => Promise<Outcome<void>>, () => true),
    ),
  )

  test('in any order, over one client', () =>
    always(
      fc.tuple(strangely([pairBody, ...refusals]), fc.array(fc.nat({ max: 6 }))),
      async ([answers, order]) => {
        const { headHunter, recorder } = clientAgainst(answers)
        const operations: Operation[] = [
          (client) => client.refresh(refreshToken),
          (client) => client.exchangeCode({ code, redirectUri: 'http://localhost:8080' }),
          (client) => client.revoke(accessToken),
          (client) => client.me(accessToken),
          (client) => client.resumes(accessToken),
          (client) => client.publish(accessToken, ID),
          (client) => client.readiness(accessToken, ID),
        ]
        for (const index of order) {
          const outcome = await operations[index]?.(headHunter)
          if (outcome?.diagnostic) expectPrintable(outcome.diagnostic)
        }
        expectDiscreet(recorder)
      },
      10,
    ))
})
