import type { ApiMethods } from '@grammyjs/types'
import * as v from 'valibot'
import { type Clock, DAY, MINUTE, SECOND } from '../domain/clock.js'
import { type HttpResponse, type Transport, TransportError } from '../domain/http.js'
import { parseJson } from '../http/body.js'
import { retry } from '../http/retry.js'
import { err, type Outcome, ok, type TelegramReason } from '../reasons/index.js'
import type { TelegramSettings } from '../settings/settings.js'

/** A bot's access; the token is part of the request's address. */
export interface TelegramApiOptions {
  botToken: string
  apiUrl: string
  /** Deadline for one attempt, in milliseconds. */
  timeoutMs: number
  transport: Transport
}

export interface TelegramRequest extends TelegramSettings, TelegramApiOptions {
  /** Telegram's HTML. */
  text: string
  clock: Clock
}

export interface Chat {
  id: string
  /** Of a group or channel; else the person's name. */
  name: string
}

/** Calls for setting up a bot (docs: https://core.telegram.org/bots/api). One attempt each. */
export interface TelegramApi {
  /** The bot's name, without the `@`. */
  getMe(): Promise<Outcome<string>>
  getChat(chatId: string): Promise<Outcome<Chat>>
  /** The chats of the bot's recent messages, the newest first. */
  recentChats(): Promise<Outcome<Chat[]>>
}

type SendMessage = Parameters<ApiMethods<never>['sendMessage']>[0]

/** Only a request that was not sent is repeated: otherwise the message could arrive twice. */
const RETRIES = { attempts: 3, budgetMs: MINUTE, firstWaitMs: SECOND, longestWaitMs: 10 * SECOND }
const LONGEST_PAUSE = MINUTE

/** Links number the general topic 1, but the API has no such thread: a message without a thread goes there. */
const GENERAL_TOPIC = 1

/** Sends one message (docs: https://core.telegram.org/bots/api#sendmessage). */
export async function sendTelegram(request: TelegramRequest): Promise<Outcome<void>> {
  const outcome = await tryToSend(request)
  const pause = outcome.ok ? undefined : outcome.diagnostic.details.lasts
  if (pause === undefined || pause > LONGEST_PAUSE) return outcome
  await request.clock.sleep(pause)
  return tryToSend(request)
}

async function tryToSend(request: TelegramRequest): Promise<Outcome<void>> {
  const { chatId, threadId, text, clock } = request
  const message: SendMessage = {
    chat_id: chatId,
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(threadId === undefined || threadId === GENERAL_TOPIC ? {} : { message_thread_id: threadId }),
  }
  const sent = await retry(() => call(request, 'sendMessage', message), {
    clock,
    policy: RETRIES,
    shouldRetry: (result) => (result.neverSent ? {} : undefined),
  })
  return sent.ok ? ok(undefined) : sent
}

/** The value of `result`. */
async function call(
  { apiUrl, botToken, timeoutMs, transport }: TelegramApiOptions,
  method: string,
  parameters: object,
): Promise<Outcome<unknown> & { neverSent?: boolean }> {
  try {
    const response = await transport({
      method: 'POST',
      url: `${apiUrl}/bot${botToken}/${method}`,
      route: `/bot{token}/${method}`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(parameters),
      timeoutMs,
    })
    return readAnswer(response)
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    const { code, neverSent } = error
    return { ...err('telegram_unreachable', code === undefined ? {} : { code }), neverSent }
  }
}

const text = v.fallback(v.string(), '')
const ChatShape = v.object({ id: v.number(), title: text, username: text, first_name: text })
const MeShape = v.object({ username: v.string() })
/** An update of another form is skipped. */
const InChat = v.fallback(v.optional(v.object({ chat: ChatShape })), undefined)
const UpdateShape = v.object({ message: InChat, channel_post: InChat, my_chat_member: InChat })

export const createTelegramApi = (options: TelegramApiOptions): TelegramApi => ({
  async getMe() {
    const me = await read(options, 'getMe', {}, MeShape)
    return me.ok ? ok(me.value.username) : me
  },
  async getChat(chatId) {
    const chat = await read(options, 'getChat', { chat_id: chatId }, ChatShape)
    return chat.ok ? ok(chatOf(chat.value)) : chat
  },
  async recentChats() {
    const updates = await read(options, 'getUpdates', {}, v.array(UpdateShape))
    if (!updates.ok) return updates
    const newestFirst = updates.value.toReversed()
    const chats = newestFirst.flatMap(
      (update) => (update.message ?? update.channel_post ?? update.my_chat_member)?.chat ?? [],
    )
    const isFirst = ({ id }: { id: number }, index: number) =>
      chats.findIndex((chat) => chat.id === id) === index
    return ok(chats.filter(isFirst).map(chatOf))
  },
})

const chatOf = ({ id, title, username, first_name }: v.InferOutput<typeof ChatShape>): Chat => ({
  id: String(id),
  name: title || (username && `@${username}`) || first_name || String(id),
})

async function read<S extends v.GenericSchema>(
  options: TelegramApiOptions,
  method: string,
  parameters: object,
  shape: S,
): Promise<Outcome<v.InferOutput<S>>> {
  const answer = await call(options, method, parameters)
  if (!answer.ok) return answer
  const parsed = v.safeParse(shape, answer.value)
  return parsed.success ? ok(parsed.output) : err('telegram_refused')
}

const Answer = v.object({
  ok: v.boolean(),
  result: v.optional(v.unknown()),
  error_code: v.optional(v.number()),
  description: v.optional(v.string(), ''),
  parameters: v.optional(
    v.object({ retry_after: v.optional(v.number()), migrate_to_chat_id: v.optional(v.number()) }),
    {},
  ),
})
type Answer = v.InferOutput<typeof Answer>

/** Telegram's refusals differ only in their text; the first match counts. */
const BY_DESCRIPTION: [RegExp, TelegramReason][] = [
  [/blocked by the user|user is deactivated/i, 'telegram_bot_blocked'],
  [/chat not found|initiate conversation|peer_id_invalid|user not found/i, 'telegram_chat_not_found'],
  [/thread not found|topic_(deleted|closed)|topic closed/i, 'telegram_topic_not_found'],
  [
    /not a member|kicked|not enough rights|administrator rights|have no rights|chat_write_forbidden/i,
    'telegram_bot_not_in_chat',
  ],
]

/** Maps an answer to a value or a diagnostic. */
function readAnswer({ status, body }: HttpResponse): Outcome<unknown> {
  const answer = v.safeParse(Answer, parseJson(body))
  // A page of a provider or a proxy, or a fault of Telegram.
  if (!answer.success) return err('telegram_unreachable', { status })
  const { ok: isDone, result, error_code } = answer.output
  return isDone ? ok(result) : refused(error_code ?? status, answer.output)
}

function refused(status: number, { description, parameters }: Answer): Outcome<never> {
  if (status === 401 || status === 404) return err('telegram_token_wrong')
  if (status >= 500) return err('telegram_unreachable', { status })
  if (status === 429) return rateLimited(parameters.retry_after)
  const chat = parameters.migrate_to_chat_id
  if (chat !== undefined) return err('telegram_chat_upgraded', { chat: String(chat) })
  if (/upgraded to a supergroup/i.test(description)) return err('telegram_chat_upgraded')
  const known = BY_DESCRIPTION.find(([words]) => words.test(description))
  return known === undefined ? err('telegram_refused', { status }) : err(known[1])
}

/** A pause that is implausibly long, or infinite, counts as unknown. */
const LONGEST_PLAUSIBLE = 30 * DAY

const rateLimited = (seconds = Number.POSITIVE_INFINITY): Outcome<never> => {
  const lasts = Math.max(0, seconds) * SECOND
  return err('telegram_rate_limited', lasts <= LONGEST_PLAUSIBLE ? { lasts } : {})
}
