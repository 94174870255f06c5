import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { callAnswers, tokenAnswers } from '../../sandbox/headhunter/answers.js'
import { parseHtml } from '../../sandbox/telegram/html.js'
import { annotationsOf, logLines } from '../../src/action/log.js'
import { type Transport, TransportError } from '../../src/domain/http.js'
import type { RunReport } from '../../src/domain/report.js'
import { catalogue } from '../../src/i18n/index.js'
import { outputsOf } from '../../src/report/outputs.js'
import { summaryOf } from '../../src/report/summary.js'
import { telegramMessage } from '../../src/telegram/message.js'
import { runInProcess } from '../support/in-process.js'
import { createWorld } from '../support/world.js'
import { answersOf, type StrangeAnswer } from './answers.js'
import { always } from './runs.js'

const FIFTEEN_DAYS = 15 * 86_400_000

/** Each world is made from the same seed: these are the tokens of all of them. */
const secretsOf = ({ sandbox, pair, githubToken }: ReturnType<typeof createWorld>) => [
  pair.accessToken,
  pair.refreshToken,
  githubToken.value,
  ...sandbox.headHunter.state.applications.map(({ secret }) => secret),
]
const SECRETS = secretsOf(createWorld())

const item = {
  id: '0123456789abcdef0123456789abcdef012345',
  title: 'Инженер',
  status: { id: 'published', name: 'опубликовано' },
  blocked: false,
  finished: true,
  can_publish_or_update: true,
  next_publish_at: '2026-01-20T12:00:00+0300',
  updated_at: '2026-01-20T08:00:00+0300',
  total_views: 12,
  new_views: 3,
  alternate_url: 'https://hh.ru/resume/0123456789abcdef0123456789abcdef012345',
}
const samples = [
  { found: 1, page: 0, pages: 1, per_page: 20, items: [item, item] },
  { access_token: 'USERNEW', token_type: 'bearer', expires_in: 1_209_600, refresh_token: 'USERNEWER' },
  { auth_type: 'applicant', is_applicant: true },
  { key_id: '568250167242549743', key: 'wvxbS8OJPJ5KpLyNQWu8vVJ9kFT5h1CLyeZBFzkyHDo=' },
  { name: 'HH_ACCESS_TOKEN', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-02T00:00:00Z' },
  { message: 'Resource not accessible by integration', documentation_url: '', status: '403' },
  ...Object.values({ ...tokenAnswers, ...callAnswers }).map(({ body }) => JSON.parse(body)),
]

/** Every so often a strange answer comes instead of the sandbox's own. */
const insteadOf =
  (answers: readonly StrangeAnswer[], order: readonly boolean[]) =>
  (transport: Transport): Transport => {
    let asked = 0
    return async (request) => {
      const number = asked++
      const answer = answers[number % answers.length]
      if (order[number % order.length] === false || answer === undefined) return transport(request)
      if (answer instanceof TransportError) throw answer
      return answer
    }
  }

/** The public output. */
function readableForms(report: RunReport): string[] {
  return (['en', 'ru'] as const).flatMap((language) => {
    const audience = { messages: catalogue(language), hidden: true }
    return [
      ...logLines(report, audience),
      ...annotationsOf(report, audience).flatMap(({ title, message }) => [title, message]),
      ...Object.values(outputsOf(report, audience)),
      summaryOf(report, audience),
    ]
  })
}

describe('any answers in the middle of a run', () => {
  test('it ends with a report that can be read in every form, and holds no secret', () =>
    always(
      fc.record({
        answers: answersOf({ samples, secrets: SECRETS }),
        order: fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        expired: fc.boolean(),
        byHand: fc.boolean(),
        maxWait: fc.constantFrom('0', '1h'),
      }),
      async ({ answers, order, expired, byHand, maxWait }) => {
        const world = createWorld({ resumes: 2 })
        if (expired) world.sandbox.clock.advance(FIFTEEN_DAYS)
        const through = insteadOf(answers, order)
        const { report, recorder } = await runInProcess(world, { 'max-wait': maxWait }, { byHand, through })
        const printed = [...readableForms(report), ...recorder.lines, JSON.stringify(recorder.events)].join(
          '\n',
        )
        expect(SECRETS.filter((secret) => printed.includes(secret))).toEqual([])
        const message = telegramMessage(report, { messages: catalogue('ru') })
        expect(parseHtml(message)).toMatchObject({ ok: true })
      },
      30,
    ))
})
