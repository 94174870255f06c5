import { beforeEach, describe, expect, test } from '@jest/globals'
import { json } from '../../../sandbox/exchange.js'
import type { FaultKind } from '../../../sandbox/faults.js'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.js'
import { telegramAnswers, telegramError } from '../../../sandbox/telegram/answers.js'
import type { TelegramChat } from '../../../sandbox/telegram/state.js'
import { MINUTE, SECOND } from '../../../src/domain/clock.js'
import { TransportError } from '../../../src/domain/http.js'
import { diagnostic } from '../../../src/reasons/index.js'
import { sendTelegram, type TelegramRequest } from '../../../src/telegram/client.js'

const ROUTE = 'POST /bot{token}/sendMessage'

let sandbox: Sandbox
let chat: TelegramChat
let request: TelegramRequest

beforeEach(() => {
  sandbox = createSandbox()
  chat = sandbox.telegram.addChat()
  request = {
    botToken: sandbox.telegram.addBot('touch_bot'),
    chatId: String(chat.id),
    threadId: undefined,
    apiUrl: sandbox.urls.telegramUrl,
    text: '<b>hi</b>',
    transport: sandbox.transport(),
    clock: sandbox.clock,
    timeoutMs: 30 * SECOND,
  }
})

const diagnosticOf = async (change: Partial<TelegramRequest> = {}) => {
  const outcome = await sendTelegram({ ...request, ...change })
  return outcome.ok ? undefined : outcome.diagnostic
}

describe('sending', () => {
  test('one message, as HTML', async () => {
    expect(await sendTelegram(request)).toEqual({ ok: true, value: undefined })
    expect(sandbox.telegram.messages).toMatchObject([{ chatId: chat.id, text: 'hi', parseMode: 'HTML' }])
    expect(sandbox.requests).toHaveLength(1)
  })

  test('to a channel and to a topic', async () => {
    sandbox.telegram.addChat({ id: -100, type: 'supergroup', username: 'jobs', threads: [7] })
    await sendTelegram({ ...request, chatId: '@jobs', threadId: 7 })
    expect(sandbox.telegram.messages).toMatchObject([{ chatId: -100, threadId: 7 }])
  })

  test('to the general topic as a message without a topic, which Telegram knows no number for', async () => {
    sandbox.telegram.addChat({ id: -100, type: 'supergroup', username: 'jobs', threads: [7] })
    expect(await sendTelegram({ ...request, chatId: '@jobs', threadId: 1 })).toMatchObject({ ok: true })
    expect(sandbox.telegram.messages).toMatchObject([{ chatId: -100, threadId: undefined }])
  })

  test('the token stands in the address alone, not in its route', async () => {
    let route = ''
    const transport: TelegramRequest['transport'] = (sent) => {
      route = sent.route
      return request.transport(sent)
    }
    await sendTelegram({ ...request, transport })
    expect(route).toBe('/bot{token}/sendMessage')
  })

  test.each([
    [telegramAnswers.telegram_token_wrong, diagnostic('telegram_token_wrong')],
    [telegramAnswers.telegram_token_malformed, diagnostic('telegram_token_wrong')],
    [telegramAnswers.telegram_chat_not_found, diagnostic('telegram_chat_not_found')],
    [
      telegramError(403, "Forbidden: bot can't initiate conversation with a user"),
      diagnostic('telegram_chat_not_found'),
    ],
    [telegramAnswers.telegram_bot_blocked, diagnostic('telegram_bot_blocked')],
    [telegramError(403, 'Forbidden: user is deactivated'), diagnostic('telegram_bot_blocked')],
    [telegramAnswers.telegram_bot_not_in_chat, diagnostic('telegram_bot_not_in_chat')],
    [telegramAnswers.telegram_bot_kicked, diagnostic('telegram_bot_not_in_chat')],
    [
      telegramError(400, 'Bad Request: need administrator rights in the channel chat'),
      diagnostic('telegram_bot_not_in_chat'),
    ],
    [
      telegramError(400, 'Bad Request: not enough rights to send text messages to the chat'),
      diagnostic('telegram_bot_not_in_chat'),
    ],
    [
      telegramAnswers.telegram_chat_upgraded,
      diagnostic('telegram_chat_upgraded', { chat: '-1001234567890' }),
    ],
    [
      telegramError(400, 'Bad Request: group chat was upgraded to a supergroup chat'),
      diagnostic('telegram_chat_upgraded'),
    ],
    [telegramAnswers.telegram_topic_not_found, diagnostic('telegram_topic_not_found')],
    [telegramError(400, 'Bad Request: TOPIC_CLOSED'), diagnostic('telegram_topic_not_found')],
    [telegramAnswers.message_too_long, diagnostic('telegram_refused', { status: 400 })],
    [telegramAnswers.not_ok, diagnostic('telegram_refused', { status: 400 })],
    [json(400, { ok: false }), diagnostic('telegram_refused', { status: 400 })],
    [telegramAnswers.not_json, diagnostic('telegram_unreachable', { status: 200 })],
    [json(200, { ok: 'yes' }), diagnostic('telegram_unreachable', { status: 200 })],
    [json(404, 'nothing here'), diagnostic('telegram_unreachable', { status: 404 })],
    [telegramError(502, 'Bad Gateway'), diagnostic('telegram_unreachable', { status: 502 })],
  ])('%#: reports a refusal without a retry', async (answer, expected) => {
    sandbox.telegram.force(ROUTE, answer)
    expect(await diagnosticOf()).toEqual(expected)
    expect(sandbox.requests).toHaveLength(1)
  })

  test('waits once for a short pause', async () => {
    sandbox.telegram.floodUntil(sandbox.clock.now() + MINUTE)
    expect(await sendTelegram(request)).toMatchObject({ ok: true })
    expect(sandbox.requests).toHaveLength(2)

    for (let count = 0; count < 2; count++)
      sandbox.telegram.force(ROUTE, telegramAnswers.telegram_rate_limited)
    expect(await diagnosticOf()).toEqual(diagnostic('telegram_rate_limited', { lasts: 5 * SECOND }))
    expect(sandbox.requests).toHaveLength(4)
  })

  test('does not wait for a long pause or one of unknown length', async () => {
    sandbox.telegram.floodUntil(sandbox.clock.now() + 61 * SECOND)
    expect(await diagnosticOf()).toEqual(diagnostic('telegram_rate_limited', { lasts: 61 * SECOND }))
    sandbox.telegram.force(ROUTE, telegramError(429, 'Too Many Requests'))
    expect(await diagnosticOf()).toEqual(diagnostic('telegram_rate_limited'))
    expect(sandbox.requests).toHaveLength(2)
  })

  test.each(['1e400', '1e300', '99999999999'])(
    'a pause of %s seconds is of unknown length',
    async (seconds) => {
      const body = `{"ok":false,"error_code":429,"parameters":{"retry_after":${seconds}}}`
      sandbox.telegram.force(ROUTE, { ...json(429, {}), body })
      expect(await diagnosticOf()).toEqual(diagnostic('telegram_rate_limited'))
      expect(sandbox.requests).toHaveLength(1)
    },
  )

  test('sends again what was never sent', async () => {
    sandbox.faults.add({ kind: 'unreachable', service: 'telegram', times: 2 })
    expect(await sendTelegram(request)).toMatchObject({ ok: true })
    expect(sandbox.telegram.messages).toHaveLength(1)

    sandbox.faults.add({ kind: 'unreachable', service: 'telegram', times: 3 })
    expect(await diagnosticOf()).toMatchObject({ reason: 'telegram_unreachable' })
  })

  test.each<FaultKind>(['reset', 'lost_answer', 'cut_off', 'stall'])(
    'does not send again after %s',
    async (kind) => {
      sandbox.faults.add({ kind, service: 'telegram', route: ROUTE })
      expect(await diagnosticOf()).toMatchObject({ reason: 'telegram_unreachable' })
      expect(sandbox.requests).toHaveLength(1)
    },
  )

  test('reports a fault without a code', async () => {
    const transport = () => Promise.reject(new TransportError('connection_lost'))
    expect(await diagnosticOf({ transport })).toEqual(diagnostic('telegram_unreachable'))
  })

  test('throws an unexpected error', async () => {
    const transport = () => Promise.reject(new RangeError('ours'))
    await expect(sendTelegram({ ...request, transport })).rejects.toThrow('ours')
  })
})
