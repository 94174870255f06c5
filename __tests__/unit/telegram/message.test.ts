import { beforeEach, describe, expect, test } from '@jest/globals'
import { json } from '../../../sandbox/exchange.js'
import type { FaultKind } from '../../../sandbox/faults.js'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.js'
import { telegramAnswers, telegramError } from '../../../sandbox/telegram/answers.js'
import { parseHtml } from '../../../sandbox/telegram/html.js'
import type { TelegramChat } from '../../../sandbox/telegram/state.js'
import { MINUTE, SECOND } from '../../../src/domain/clock.js'
import { diagnostic } from '../../../src/domain/diagnostic.js'
import { TransportError } from '../../../src/domain/http.js'
import { reportOfInvalidInputs } from '../../../src/domain/report.js'
import type { Notify } from '../../../src/settings/settings.js'
import { sendTelegram, type TelegramRequest } from '../../../src/telegram/client.js'
import { isWanted, telegramMessage, visibleText } from '../../../src/telegram/message.js'
import { aReport, aResume, audience, blocked, tooEarly } from '../../support/reports.js'

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
  ])('%#: a refusal by its own name, not tried again', async (answer, expected) => {
    sandbox.telegram.force(ROUTE, answer)
    expect(await diagnosticOf()).toEqual(expected)
    expect(sandbox.requests).toHaveLength(1)
  })

  test('a short pause is waited for, once', async () => {
    sandbox.telegram.floodUntil(sandbox.clock.now() + MINUTE)
    expect(await sendTelegram(request)).toMatchObject({ ok: true })
    expect(sandbox.requests).toHaveLength(2)

    for (let count = 0; count < 2; count++)
      sandbox.telegram.force(ROUTE, telegramAnswers.telegram_rate_limited)
    expect(await diagnosticOf()).toEqual(diagnostic('telegram_rate_limited', { lasts: 5 * SECOND }))
    expect(sandbox.requests).toHaveLength(4)
  })

  test('a long pause, or one of unknown length, is not', async () => {
    sandbox.telegram.floodUntil(sandbox.clock.now() + 61 * SECOND)
    expect(await diagnosticOf()).toEqual(diagnostic('telegram_rate_limited', { lasts: 61 * SECOND }))
    sandbox.telegram.force(ROUTE, telegramError(429, 'Too Many Requests'))
    expect(await diagnosticOf()).toEqual(diagnostic('telegram_rate_limited'))
    expect(sandbox.requests).toHaveLength(2)
  })

  test('what never left is sent again', async () => {
    sandbox.faults.add({ kind: 'unreachable', service: 'telegram', times: 2 })
    expect(await sendTelegram(request)).toMatchObject({ ok: true })
    expect(sandbox.telegram.messages).toHaveLength(1)

    sandbox.faults.add({ kind: 'unreachable', service: 'telegram', times: 3 })
    expect(await diagnosticOf()).toMatchObject({ reason: 'telegram_unreachable' })
  })

  test.each<FaultKind>(['reset', 'lost_answer', 'cut_off', 'stall'])(
    'after %s it may have come, so it is not sent twice',
    async (kind) => {
      sandbox.faults.add({ kind, service: 'telegram', route: ROUTE })
      expect(await diagnosticOf()).toMatchObject({ reason: 'telegram_unreachable' })
      expect(sandbox.requests).toHaveLength(1)
    },
  )

  test('a fault without a code', async () => {
    const transport = () => Promise.reject(new TransportError('connection_lost'))
    expect(await diagnosticOf({ transport })).toEqual(diagnostic('telegram_unreachable'))
  })

  test('an error of our own is not hidden', async () => {
    const transport = () => Promise.reject(new RangeError('ours'))
    await expect(sendTelegram({ ...request, transport })).rejects.toThrow('ours')
  })
})

describe('whether a message is wanted', () => {
  const touched = aReport({ resumes: [aResume(), tooEarly()] })
  const rotated = aReport({ tokensRotated: true, resumes: [tooEarly()] })
  const early = aReport({ resumes: [tooEarly()] })
  const warned = aReport({
    diagnostics: [{ severity: 'warning', diagnostic: diagnostic('github_token_missing') }],
  })
  const failed = aReport({ resumes: [blocked()] })
  const red = aReport({ diagnostics: [{ severity: 'problem', diagnostic: diagnostic('account_locked') }] })
  const dry = aReport({ dryRun: true, resumes: [blocked()] })
  const invalid = reportOfInvalidInputs([{ input: 'client-id', kind: 'missing', details: {} }])

  test.each<[Notify, boolean[]]>([
    ['always', [true, true, true, true, true, true, false, false]],
    ['changes', [true, true, false, false, true, true, false, false]],
    ['problems', [false, false, false, false, true, true, false, false]],
    ['never', [false, false, false, false, false, false, false, false]],
  ])('%s', (notify, expected) => {
    const reports = [touched, rotated, early, warned, failed, red, dry, invalid]
    expect(reports.map((report) => isWanted(notify, report))).toEqual(expected)
  })
})

const readable = (html: string): string => {
  const parsed = parseHtml(html)
  if (!parsed.ok) throw new Error(parsed.why)
  expect(visibleText(html)).toBe(parsed.text)
  return parsed.text
}

describe('the message', () => {
  const { messages } = audience()

  test('the result, what is wrong, the resumes, the run', () => {
    const report = aReport({
      diagnostics: [
        { severity: 'problem', diagnostic: diagnostic('github_token_is_job_token', {}, 'req-1') },
        { severity: 'notice', diagnostic: diagnostic('recovered') },
      ],
      resumes: [
        aResume({ title: 'A <b> & "c"' }),
        blocked({ title: '', id: 'abc', url: undefined, views: undefined }),
      ],
    })
    const html = telegramMessage(report, { messages, runUrl: 'https://github.com/a/b/actions/runs/1' })
    expect(readable(html)).toMatch(
      /^❌ 1 resume touched, 1 failed\n\n❗ The job’s own token can’t save secrets\n.*GITHUB_TOKEN.*\nHeadHunter’s request id: req-1\nMore about it\n\n❗ abc: blocked by HeadHunter\n.*ℹ️ The token pair is recovered.*\n\n✅ A <b> & "c"\ntouched; touchable again on 24 November 2026, 20:05 UTC \(23:05 in Moscow\); 👁 1,234 \(5 new\)\n\n❌ abc\nblocked by HeadHunter\n\nOpen the run$/s,
    )
    expect(html).toContain('<code>GITHUB_TOKEN</code>')
    expect(html).toContain('<a href="https://github.com/a/b/actions/runs/1">Open the run</a>')
  })

  test('an address that is none is no link; names of bots stay names', () => {
    const resumes = [aResume({ title: 'Cook', url: 'javascript:alert(1)' })]
    const diagnostics = [
      { severity: 'problem' as const, diagnostic: diagnostic('application_may_not_touch') },
    ]
    const html = telegramMessage(aReport({ diagnostics, resumes }), { messages })
    expect(html).toContain('✅ Cook\n')
    expect(html).toContain('@hh_rabota_bot')
    expect(html).not.toContain('javascript')
  })

  test.each([10, 40, 1_000])('%d resumes fit, and what does not is counted', (count) => {
    const title = '&<>"'.repeat(25)
    const resumes = Array.from({ length: count }, () => aResume({ title }))
    const text = readable(telegramMessage(aReport({ resumes }), { messages, runUrl: 'https://github.com/a' }))
    expect(text.length).toBeLessThanOrEqual(4_096)
    const shown = text.match(/^✅ &/gm)?.length ?? 0
    const more = Number(/and ([\d,]+) more/.exec(text)?.[1]?.replace(',', '') ?? 0)
    expect(shown + more).toBe(count)
    expect(text.endsWith('Open the run')).toBe(true)
    if (more > 0) expect(text.length).toBeGreaterThan(3_800)
  })

  test('the limit is used up to the last character and never passed', () => {
    const others = Array.from({ length: 60 }, () => aResume({ title: '&'.repeat(20) }))
    const lengths = Array.from({ length: 160 }, (_, extra) => {
      const titles = [1 + Math.min(extra, 80), 1 + Math.max(extra - 80, 0)].map((long) => '&'.repeat(long))
      const resumes = [...titles.map((title) => aResume({ title })), ...others]
      return readable(telegramMessage(aReport({ resumes }), { messages })).length
    })
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4_096)
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(4_095)
  })

  test('many problems: they come first, then it is said how much is missing', () => {
    const reasons = Object.keys(messages.reasons) as (keyof typeof messages.reasons)[]
    const diagnostics = reasons.map((reason) => ({
      severity: 'problem' as const,
      diagnostic: diagnostic(reason),
    }))
    const resumes = [aResume(), aResume()]
    const text = readable(telegramMessage(aReport({ diagnostics, resumes }), { messages }))
    expect(text.length).toBeLessThanOrEqual(4_096)
    expect(text.match(/and \d+ more/g)?.[0]).toBe(
      `and ${reasons.length - (text.match(/❗/g)?.length ?? 0)} more`,
    )
  })

  test('a piece too long for any message is counted too', () => {
    const diagnostics = [
      { severity: 'problem' as const, diagnostic: diagnostic('account_locked', {}, 'r'.repeat(5_000)) },
    ]
    const text = readable(telegramMessage(aReport({ diagnostics }), { messages }))
    expect(text).toBe('❌ No resume was touched\nand 1 more')
  })
})
