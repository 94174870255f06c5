import type { ApiError, ApiMethods, ApiResponse, Message, ResponseParameters } from '@grammyjs/types'
import { describe, expect, test } from '@jest/globals'
import { createSandbox } from '../../sandbox/sandbox.js'
import { telegramAnswers } from '../../sandbox/telegram/answers.js'
import { parseHtml } from '../../sandbox/telegram/html.js'
import type { RunReport } from '../../src/domain/report.js'
import { catalogue } from '../../src/i18n/index.js'
import { type Details, diagnostic, type Reason } from '../../src/reasons/index.js'
import { sendTelegram } from '../../src/telegram/client.js'
import { telegramMessage } from '../../src/telegram/message.js'
import { aReport, aResume } from '../support/reports.js'

/*
 * Telegram publishes no machine-readable description of its Bot API; `@grammyjs/types` is kept in step with its pages.
 * The lists of names below do not compile unless they are names of those types, all of them where it says `Required`.
 */
const PAYLOAD = {
  chat_id: true,
  message_thread_id: true,
  text: true,
  parse_mode: true,
  link_preview_options: true,
} satisfies Partial<Record<keyof Parameters<ApiMethods<never>['sendMessage']>[0], true>>

const PREVIEW = { is_disabled: true } satisfies NonNullable<Message.TextMessage['link_preview_options']>
const ERROR = { ok: true, error_code: true, description: true, parameters: true } satisfies Required<
  Record<keyof ApiError, true>
>
const PARAMETERS = { migrate_to_chat_id: true, retry_after: true } satisfies Required<
  Record<keyof ResponseParameters, true>
>

const setUp = () => {
  const sandbox = createSandbox()
  const chat = sandbox.telegram.addChat({ type: 'supergroup', title: 'Jobs', threads: [7] })
  const send = (text: string) =>
    sendTelegram({
      botToken: sandbox.telegram.addBot(),
      chatId: String(chat.id),
      threadId: 7,
      apiUrl: sandbox.urls.telegramUrl,
      text,
      transport: sandbox.transport(),
      clock: sandbox.clock,
      timeoutMs: 1_000,
    })
  return { sandbox, send }
}

describe('sendMessage is as the Bot API has it', () => {
  test('the request', async () => {
    const { sandbox, send } = setUp()
    await send('<b>hi</b>')
    const [request] = sandbox.requests
    const body = JSON.parse(request?.body ?? '')
    expect(request).toMatchObject({
      method: 'POST',
      path: expect.stringMatching(/^\/bot[^/]+\/sendMessage$/),
    })
    expect(request?.headers['content-type']).toBe('application/json')
    expect(Object.keys(body).sort()).toEqual(Object.keys(PAYLOAD).sort())
    expect(body.link_preview_options).toEqual(PREVIEW)
  })

  test('the answer that the sandbox gives', async () => {
    const { sandbox, send } = setUp()
    await send('<b>hi</b>')
    const answer: ApiResponse<Message.TextMessage> = JSON.parse(sandbox.requests[0]?.effect?.body ?? '')
    expect(answer).toMatchObject({
      ok: true,
      result: {
        message_id: expect.any(Number),
        date: expect.any(Number),
        text: 'hi',
        chat: { type: 'supergroup' },
      },
    })
  })

  const { not_json: _, ...refusals } = telegramAnswers
  test.each(Object.entries(refusals))('the refusal %s', (_name, { status, body }) => {
    const answer: ApiError = JSON.parse(body)
    const { parameters = {} } = answer
    expect(Object.keys(answer).filter((key) => !Object.hasOwn(ERROR, key))).toEqual([])
    expect(Object.keys(parameters).filter((key) => !Object.hasOwn(PARAMETERS, key))).toEqual([])
    expect(answer).toMatchObject({ ok: false, description: expect.stringMatching(/./) })
    if (status !== 200) expect(answer.error_code).toBe(status)
  })
})

/** Where the reader of the sandbox says no although Telegram would not, messages are the safer for it. */
describe('the strict reader of Telegram’s HTML', () => {
  test.each([
    ['half of a sign', '&#57311;'],
    ['half of a sign in hexadecimal', '&#xDFDF;'],
    ['a sign beyond Unicode', '&#x110000;'],
    ['an unknown entity', '&nbsp;'],
    ['a bare ampersand', 'C&A'],
    ['a bare bracket', '1 < 2'],
    ['an unknown tag', '<h1>x</h1>'],
    ['tags that cross', '<b><i>x</b></i>'],
    ['a tag that is not closed', '<b>x'],
    ['a tag that was not opened', 'x</b>'],
    ['an address without quotes', '<a href=https://hh.ru>x</a>'],
    ['an attribute that a tag does not have', '<b onclick="x">x</b>'],
  ])('refuses %s', (_name, html) => {
    expect(parseHtml(html).ok).toBe(false)
  })
})

const NASTY = [
  '<b>Lead</b> & "Mentor" <script>alert(1)</script>',
  '</b></i></a> &amp; &lt; &#57311;',
  'a_b*c`d[e](f)~g~ ||h|| @everyone /start',
  '🧑🏽‍💻'.repeat(40),
  'مهندس برمجيات ‮ gnitset',
  'x\u0000\u0007\n\r\ty',
  '\ud800 alone',
  'Ы'.repeat(500),
  '',
]
const REASONS = Object.keys(catalogue('en').reasons) as Reason[]
const FACTS: Details[] = [
  {},
  {
    status: 403,
    code: 'bad_gateway',
    name: '<HH_"ACCESS"_TOKEN> & co',
    repository: 'owner/<repository>&',
    environment: '<b>production</b>',
    permission: 'secrets=write; environments=write',
    at: Date.UTC(2026, 10, 24),
    lasts: 3_600_000,
    chat: '-1001234567890',
    count: 5,
  },
]

const reportOf = (reason: Reason, details: Details): RunReport =>
  aReport({
    diagnostics: (['problem', 'warning', 'notice'] as const).map((severity) => ({
      severity,
      diagnostic: diagnostic(reason, details, '163655183783867bb9cd3dcdd2283e01'),
    })),
    resumes: NASTY.map((title) =>
      aResume({ title, outcome: 'failed', diagnostic: diagnostic(reason, details) }),
    ),
  })

describe.each(['en', 'ru'] as const)('every message can be read by Telegram (%s)', (language) => {
  test.each(REASONS)('%s', (reason) => {
    for (const details of FACTS) {
      const html = telegramMessage(reportOf(reason, details), {
        messages: catalogue(language),
        runUrl: 'https://github.com/owner/repository/actions/runs/1?a=1&b="2"',
      })
      const read = parseHtml(html)
      if (!read.ok) throw new Error(`${read.why}: ${html}`)
      expect(read.text.length).toBeLessThanOrEqual(4_096)
      expect(read.text).toContain(catalogue(language).reasons[reason].title)
    }
  })

  test('a title reads as it was written', () => {
    const title = '<b>Lead</b> & "Mentor" &amp;'
    const html = telegramMessage(aReport({ resumes: [aResume({ title })] }), {
      messages: catalogue(language),
    })
    expect(parseHtml(html)).toMatchObject({ ok: true, text: expect.stringContaining(title) })
  })
})
