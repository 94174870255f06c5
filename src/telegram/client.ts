import type { ApiMethods } from '@grammyjs/types'
import * as v from 'valibot'
import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { err, type Outcome, ok, type TelegramReason } from '../domain/diagnostic.js'
import { type HttpResponse, type Transport, TransportError } from '../domain/http.js'
import { retry } from '../http/retry.js'
import type { TelegramSettings } from '../settings/settings.js'

export interface TelegramRequest extends TelegramSettings {
  /** Telegram's HTML. */
  text: string
  transport: Transport
  clock: Clock
  /** Deadline for one attempt, in milliseconds. */
  timeoutMs: number
}

type SendMessage = Parameters<ApiMethods<never>['sendMessage']>[0]
type Attempt = { response: HttpResponse } | { fault: TransportError }

/** Only what can't have arrived is sent shouldRetry: a repeated message would come twice. */
const PATIENCE = { attempts: 3, budgetMs: MINUTE, firstWaitMs: SECOND, longestWaitMs: 10 * SECOND }
const LONGEST_PAUSE = MINUTE

/** Sends one message (docs: https://core.telegram.org/bots/api#sendmessage). The bot's token is a part of the address. */
export async function sendTelegram(request: TelegramRequest): Promise<Outcome<void>> {
  const outcome = await tryToSend(request)
  const pause = outcome.ok ? undefined : outcome.diagnostic.details.lasts
  if (pause === undefined || pause > LONGEST_PAUSE) return outcome
  await request.clock.sleep(pause)
  return tryToSend(request)
}

async function tryToSend(request: TelegramRequest): Promise<Outcome<void>> {
  const attempt = await retry(() => post(request), {
    clock: request.clock,
    policy: PATIENCE,
    shouldRetry: (result) => ('fault' in result && result.fault.neverSent ? {} : undefined),
  })
  if ('response' in attempt) return readAnswer(attempt.response)
  const { code } = attempt.fault
  return err('telegram_unreachable', code === undefined ? {} : { code })
}

async function post(request: TelegramRequest): Promise<Attempt> {
  const { chatId, threadId, text, apiUrl, botToken, timeoutMs, transport } = request
  const message: SendMessage = {
    chat_id: chatId,
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
  }
  try {
    const response = await transport({
      method: 'POST',
      url: `${apiUrl}/bot${botToken}/sendMessage`,
      route: '/bot{token}/sendMessage',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(message),
      timeoutMs,
    })
    return { response }
  } catch (error) {
    if (error instanceof TransportError) return { fault: error }
    throw error
  }
}

const Answer = v.object({
  ok: v.boolean(),
  error_code: v.optional(v.number()),
  description: v.optional(v.string(), ''),
  parameters: v.optional(
    v.object({ retry_after: v.optional(v.number()), migrate_to_chat_id: v.optional(v.number()) }),
    {},
  ),
})
type Answer = v.InferOutput<typeof Answer>

/** Telegram tells its refusals apart by words alone; the first that fits. */
const BY_DESCRIPTION: [RegExp, TelegramReason][] = [
  [/blocked by the user|user is deactivated/i, 'telegram_bot_blocked'],
  [/chat not found|initiate conversation|peer_id_invalid|user not found/i, 'telegram_chat_not_found'],
  [/thread not found|topic_(deleted|closed)|topic closed/i, 'telegram_topic_not_found'],
  [
    /not a member|kicked|not enough rights|administrator rights|have no rights|chat_write_forbidden/i,
    'telegram_bot_not_in_chat',
  ],
]

/** What an answer to any call comes to. */
export function readAnswer({ status, body }: HttpResponse): Outcome<void> {
  const answer = parse(body)
  // A page of a provider or a proxy in Telegram's place, or trouble at Telegram.
  if (answer === undefined) return err('telegram_unreachable', { status })
  if (answer.ok) return ok(undefined)
  return refused(answer.error_code ?? status, answer)
}

function refused(status: number, { description, parameters }: Answer): Outcome<void> {
  if (status === 401 || status === 404) return err('telegram_token_wrong')
  if (status >= 500) return err('telegram_unreachable', { status })
  if (status === 429) return rateLimited(parameters.retry_after)
  const chat = parameters.migrate_to_chat_id
  if (chat !== undefined) return err('telegram_chat_upgraded', { chat: String(chat) })
  if (/upgraded to a supergroup/i.test(description)) return err('telegram_chat_upgraded')
  const known = BY_DESCRIPTION.find(([words]) => words.test(description))
  return known === undefined ? err('telegram_refused', { status }) : err(known[1])
}

const rateLimited = (seconds: number | undefined): Outcome<void> =>
  err('telegram_rate_limited', seconds === undefined ? {} : { lasts: Math.max(0, seconds) * SECOND })

function parse(body: string): Answer | undefined {
  try {
    const result = v.safeParse(Answer, JSON.parse(body))
    return result.success ? result.output : undefined
  } catch {
    return undefined
  }
}
