import type { SandboxClock } from '../clock.js'
import type { Answer, Call, Handler } from '../exchange.js'
import { createRouter } from '../router.js'
import { telegramAnswers, telegramError, telegramOk } from './answers.js'
import { parseHtml } from './html.js'
import type { TelegramChat, TelegramState } from './state.js'

/** Telegram's limit, counted without the markup. */
const MAX_TEXT = 4_096

interface Options {
  state: TelegramState
  clock: SandboxClock
}

type Parameters = Record<string, string>

/** Which method is answered by what. */
export function createCalls({ state, clock }: Options) {
  const method =
    (handle: (parameters: Parameters, token: string) => Answer): Handler =>
    (call) => {
      const token = call.params.token ?? ''
      if (!/^\d+:[\w-]{35}$/.test(token)) return telegramAnswers.telegram_token_malformed
      if (!state.bots.has(token)) return telegramAnswers.telegram_token_wrong
      return handle(parametersOf(call), token)
    }

  const chatOf = (id: string | undefined) =>
    state.chats.find((chat) => String(chat.id) === id || (chat.username && `@${chat.username}` === id))

  const sendMessage = (parameters: Parameters): Answer => {
    if (clock.now() < state.floodUntil) {
      const wait = Math.ceil((state.floodUntil - clock.now()) / 1_000)
      return telegramError(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait })
    }
    const chat = chatOf(parameters.chat_id)
    const refusal = chatRefusal(chat, parameters.message_thread_id)
    if (chat === undefined || refusal) return refusal ?? telegramAnswers.telegram_chat_not_found
    const source = parameters.text ?? ''
    const parsed = parameters.parse_mode === 'HTML' ? parseHtml(source) : { ok: true as const, text: source }
    if (!parsed.ok) return telegramError(400, `Bad Request: can't parse entities: ${parsed.why}`)
    if (parsed.text.trim() === '') return telegramError(400, 'Bad Request: message text is empty')
    if (parsed.text.length > MAX_TEXT) return telegramAnswers.message_too_long
    const thread = parameters.message_thread_id
    state.messages.push({
      chatId: chat.id,
      threadId: thread === undefined ? undefined : Number(thread),
      source,
      text: parsed.text,
      parseMode: parameters.parse_mode,
      at: clock.now(),
    })
    const date = Math.floor(clock.now() / 1_000)
    return telegramOk({ message_id: state.messages.length, date, chat: chatBody(chat), text: parsed.text })
  }

  const getMe = (_parameters: Parameters, token: string) => {
    const username = state.bots.get(token)
    return telegramOk({ id: Number(token.split(':')[0]), is_bot: true, first_name: 'Sandbox', username })
  }

  const getChat = ({ chat_id }: Parameters) => {
    const chat = chatOf(chat_id)
    return chat ? telegramOk(chatBody(chat)) : telegramAnswers.telegram_chat_not_found
  }

  const getUpdates = ({ offset }: Parameters) => {
    const from = Number(offset ?? 0)
    const updates = state.updates.filter((update) => update.update_id >= from)
    return telegramOk(
      updates.map(({ update_id, message }) => ({
        update_id,
        message: { ...message, chat: chatBody(message.chat) },
      })),
    )
  }

  const routes: Record<string, Handler> = {}
  for (const [name, handle] of Object.entries({ sendMessage, getMe, getChat, getUpdates })) {
    routes[`POST /bot{token}/${name}`] = method(handle)
    routes[`GET /bot{token}/${name}`] = method(handle)
  }
  return createRouter(routes, { notFound: () => telegramAnswers.telegram_token_malformed })
}

/** Telegram takes parameters in the query, as a form or as JSON. */
function parametersOf({ query, headers, body }: Call): Parameters {
  const given: Parameters = Object.fromEntries(query)
  if (!headers['content-type']?.startsWith('application/json')) {
    return { ...given, ...Object.fromEntries(new URLSearchParams(body)) }
  }
  try {
    for (const [name, value] of Object.entries(JSON.parse(body))) {
      if (value !== null) given[name] = typeof value === 'object' ? JSON.stringify(value) : String(value)
    }
  } catch {
    return {}
  }
  return given
}

function chatRefusal(chat: TelegramChat | undefined, thread: string | undefined): Answer | undefined {
  if (chat === undefined) return telegramAnswers.telegram_chat_not_found
  if (chat.migratedTo !== undefined) {
    return telegramError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    })
  }
  if (chat.blocked) return telegramAnswers.telegram_bot_blocked
  if (!chat.member) return telegramError(403, `Forbidden: bot is not a member of the ${chat.type} chat`)
  if (thread !== undefined && !chat.threads.includes(Number(thread))) {
    return telegramAnswers.telegram_topic_not_found
  }
  return undefined
}

const chatBody = ({ id, type, username, title }: TelegramChat) => ({
  id,
  type,
  ...(username === undefined ? {} : { username }),
  ...(title === undefined ? {} : { title }),
})
