import { describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../sandbox/clock.js'
import { createRandom } from '../../sandbox/random.js'
import { telegramAnswers } from '../../sandbox/telegram/answers.js'
import { loggedTransport } from '../../src/http/logged.js'
import { sendTelegram } from '../../src/telegram/client.js'
import { createRecorder } from '../support/recorder.js'
import { answersOf, transportOf } from './answers.js'
import { expectDiscreet, expectPrintable, SECRETS } from './diagnostics.js'
import { always } from './runs.js'

const { not_json: _, ...refusals } = telegramAnswers
const samples = [
  { ok: true, result: { message_id: 1, date: 1_767_603_600, chat: { id: 1, type: 'private' }, text: 'x' } },
  ...Object.values(refusals).map(({ body }) => JSON.parse(body)),
]
const { botToken } = SECRETS

describe('any answer of Telegram', () => {
  test('the message was sent, or there is a diagnostic', () =>
    always(answersOf({ samples, secrets: [botToken] }), async (answers) => {
      const recorder = createRecorder()
      const clock = createVirtualClock({ start: Date.UTC(2026, 0, 5), random: createRandom(1) })
      const outcome = await sendTelegram({
        botToken,
        chatId: '1',
        threadId: undefined,
        apiUrl: 'https://api.telegram.org',
        text: 'x',
        transport: loggedTransport(transportOf(answers), { reporter: recorder, clock }),
        clock,
        timeoutMs: 1_000,
      })
      if (!outcome.ok) expectPrintable(outcome.diagnostic)
      expect(clock.now() - Date.UTC(2026, 0, 5)).toBeLessThan(5 * 60_000)
      expectDiscreet(recorder)
    }))
})
