import { beforeEach, describe, expect, test } from '@jest/globals'
import { ask } from '../../__tests__/support/ask.js'
import { SECOND } from '../../src/domain/clock.js'
import { createSandbox, type Sandbox } from '../sandbox.js'
import { telegramAnswers } from '../telegram/answers.js'
import { parseHtml } from '../telegram/html.js'
import type { TelegramChat } from '../telegram/state.js'

let sandbox: Sandbox
let bot: string
let chat: TelegramChat

beforeEach(() => {
  sandbox = createSandbox()
  bot = sandbox.telegram.addBot('touch_bot')
  chat = sandbox.telegram.addChat()
})

const call = (method: string, json: unknown = {}) =>
  ask(sandbox, 'telegram', `POST /bot${bot}/${method}`, { json })
const send = (given: Record<string, unknown>) =>
  call('sendMessage', { chat_id: chat.id, text: 'hi', ...given })

describe('sendMessage', () => {
  test('keeps what was sent, as it reads', async () => {
    const { status, data } = await send({ text: '<b>1 &lt; 2</b>', parse_mode: 'HTML' })
    expect([status, data]).toEqual([200, expect.objectContaining({ ok: true })])
    expect(sandbox.telegram.messages).toEqual([
      {
        chatId: chat.id,
        threadId: undefined,
        source: '<b>1 &lt; 2</b>',
        text: '1 < 2',
        parseMode: 'HTML',
        at: sandbox.clock.now(),
      },
    ])
  })

  test('to a channel by name, to a topic by number, as a form or in the query', async () => {
    sandbox.telegram.addChat({ id: -100, type: 'supergroup', username: 'jobs', title: 'Jobs', threads: [7] })
    const form = { chat_id: '@jobs', message_thread_id: '7', text: 'hi' }
    expect((await ask(sandbox, 'telegram', `POST /bot${bot}/sendMessage`, { form })).status).toBe(200)
    const query = new URLSearchParams({ chat_id: '-100', text: 'hi' })
    expect((await ask(sandbox, 'telegram', `GET /bot${bot}/sendMessage?${query}`)).status).toBe(200)
    expect(sandbox.telegram.messages).toMatchObject([{ chatId: -100, threadId: 7 }, { chatId: -100 }])
  })

  test.each<[string, number, Partial<TelegramChat>, Record<string, unknown>]>([
    ['Bad Request: chat not found', 400, {}, { chat_id: 1 }],
    ['Bad Request: chat not found', 400, {}, { chat_id: null }],
    ['Forbidden: bot was blocked by the user', 403, { blocked: true }, {}],
    ['Forbidden: bot is not a member of the channel chat', 403, { type: 'channel', member: false }, {}],
    [
      'Bad Request: message thread not found',
      400,
      { type: 'supergroup', threads: [1] },
      { message_thread_id: 2 },
    ],
    ['Bad Request: message text is empty', 400, {}, { text: ' ' }],
    ['Bad Request: message text is empty', 400, {}, { text: undefined }],
    ['Bad Request: message is too long', 400, {}, { text: 'x'.repeat(4_097) }],
    [
      'Bad Request: can\'t parse entities: unsupported start tag "br"',
      400,
      {},
      { text: 'a<br>b', parse_mode: 'HTML' },
    ],
  ])('%s', async (description, status, change, message) => {
    Object.assign(chat, change)
    const answer = await send(message)
    expect([answer.status, answer.data]).toEqual([status, { ok: false, error_code: status, description }])
    expect(sandbox.telegram.messages).toEqual([])
  })

  test('a group that became a supergroup reports its new id', async () => {
    chat.migratedTo = -1001
    expect((await send({})).data).toMatchObject({
      error_code: 400,
      parameters: { migrate_to_chat_id: -1001 },
    })
  })

  test('the limit counts without markup', async () => {
    const text = `<b>${'&amp;'.repeat(4_096)}</b>`
    expect((await send({ text, parse_mode: 'HTML' })).status).toBe(200)
  })

  test('too many', async () => {
    sandbox.telegram.floodUntil(sandbox.clock.now() + 5 * SECOND)
    expect((await send({})).data).toMatchObject({ error_code: 429, parameters: { retry_after: 5 } })
    sandbox.clock.advance(5 * SECOND)
    expect((await send({})).status).toBe(200)
  })

  test('a body that is no JSON names no chat', async () => {
    const answer = await ask(sandbox, 'telegram', `POST /bot${bot}/sendMessage`, {
      form: { chat_id: String(chat.id), text: 'hi' },
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.data).toMatchObject({ description: 'Bad Request: chat not found' })
  })

  test('objects among the parameters do no harm', async () => {
    expect((await send({ link_preview_options: { is_disabled: true } })).status).toBe(200)
  })
})

test('wrong tokens and methods', async () => {
  const get = (path: string) => ask(sandbox, 'telegram', `GET ${path}`)
  expect((await get(`/bot1:${'x'.repeat(35)}/getMe`)).data).toMatchObject({ error_code: 401 })
  expect((await get('/botnonsense/getMe')).data).toMatchObject({ error_code: 404 })
  expect((await get(`/bot${bot}/getNothing`)).status).toBe(404)
})

test('getMe, getChat and getUpdates', async () => {
  chat.title = 'Me'
  sandbox.telegram.say(chat, '/start')
  sandbox.telegram.say(chat, 'again')
  expect((await call('getMe')).data).toMatchObject({ result: { is_bot: true, username: 'touch_bot' } })
  expect((await call('getChat', { chat_id: chat.id })).data).toEqual({
    ok: true,
    result: { id: chat.id, type: 'private', title: 'Me' },
  })
  expect((await call('getChat', { chat_id: 1 })).status).toBe(400)
  expect((await call('getUpdates')).data).toMatchObject({
    result: [{ update_id: 1, message: { text: '/start', chat: { id: chat.id } } }, { update_id: 2 }],
  })
  expect((await call('getUpdates', { offset: 2 })).data).toMatchObject({ result: [{ update_id: 2 }] })
})

test('answers on demand', async () => {
  sandbox.telegram.force('POST /bot{token}/sendMessage', telegramAnswers.not_ok)
  expect([await send({}), await send({})].map(({ data }) => (data as { ok: boolean }).ok)).toEqual([
    false,
    true,
  ])
})

describe("Telegram's HTML", () => {
  test.each([
    ['plain', 'plain'],
    ['<b><i>nested</i></b>', 'nested'],
    ['<a href="https://hh.ru/?a=1&amp;b=2">link</a>', 'link'],
    ['<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', 'xy'],
    ['<pre><code class="language-c++">z</code></pre>', 'z'],
    ['<blockquote expandable>q</blockquote>', 'q'],
    ['<tg-emoji emoji-id="5368">:)</tg-emoji>', ':)'],
    ['&lt;&gt;&amp;&quot;&#39;&#x1F600;', '<>&"\'😀'],
  ])('%s reads as %s', (source, text) => {
    expect(parseHtml(source)).toEqual({ ok: true, text })
  })

  test.each([
    'a & b',
    'a &nbsp; b',
    '&',
    '&#xFFFFFF;',
    '1 > 0',
    '1 < 2',
    '<b>open',
    '<b',
    '</b>',
    '<b><i></b></i>',
    '<h1>x</h1>',
    '<a onclick="x">x</a>',
    '<span>x</span>',
    '<B>x</B>',
  ])('refuses %s', (source) => {
    expect(parseHtml(source)).toMatchObject({ ok: false, why: expect.any(String) })
  })
})
