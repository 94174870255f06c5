import * as v from 'valibot'
import { err, type Outcome, ok } from '../../domain/diagnostic.js'
import { type HttpResponse, type Transport, TransportError } from '../../domain/http.js'
import { readAnswer } from '../../telegram/client.js'

export interface TelegramApiOptions {
  botToken: string
  apiUrl: string
  timeoutMs: number
  transport: Transport
}

export interface Chat {
  id: string
  /** Of a group or channel; else the person's name. */
  name: string
}

/** What setting a bot up needs (docs: https://core.telegram.org/bots/api). One attempt each. */
export interface TelegramApi {
  /** The bot's name, without the `@`. */
  getMe(): Promise<Outcome<string>>
  getChat(chatId: string): Promise<Outcome<Chat>>
  /** The chats in which something was written to the bot lately, the newest first. */
  recentChats(): Promise<Outcome<Chat[]>>
}

const text = v.fallback(v.string(), '')
const ChatShape = v.object({
  id: v.number(),
  title: text,
  username: text,
  first_name: text,
})
const MeShape = v.object({ username: v.string() })
const UpdateShape = v.object({
  message: v.optional(v.object({ chat: ChatShape })),
  channel_post: v.optional(v.object({ chat: ChatShape })),
  my_chat_member: v.optional(v.object({ chat: ChatShape })),
})

export const createTelegramApi = (options: TelegramApiOptions): TelegramApi => ({
  async getMe() {
    const me = await call(options, 'getMe', {}, MeShape)
    return me.ok ? ok(me.value.username) : me
  },
  async getChat(chatId) {
    const chat = await call(options, 'getChat', { chat_id: chatId }, ChatShape)
    return chat.ok ? ok(chatOf(chat.value)) : chat
  },
  async recentChats() {
    const updates = await call(options, 'getUpdates', {}, v.array(UpdateShape))
    if (!updates.ok) return updates
    const chats = new Map<string, Chat>()
    for (const update of updates.value.toReversed()) {
      const chat = (update.message ?? update.channel_post ?? update.my_chat_member)?.chat
      if (chat !== undefined && !chats.has(String(chat.id))) chats.set(String(chat.id), chatOf(chat))
    }
    return ok([...chats.values()])
  },
})

const chatOf = ({ id, title, username, first_name }: v.InferOutput<typeof ChatShape>): Chat => ({
  id: String(id),
  name: title || (username && `@${username}`) || first_name || String(id),
})

async function call<S extends v.GenericSchema>(
  { apiUrl, botToken, timeoutMs, transport }: TelegramApiOptions,
  method: string,
  parameters: Record<string, string>,
  shape: S,
): Promise<Outcome<v.InferOutput<S>>> {
  let response: HttpResponse
  try {
    response = await transport({
      method: 'POST',
      url: `${apiUrl}/bot${botToken}/${method}`,
      route: `/bot{token}/${method}`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(parameters),
      timeoutMs,
    })
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    return err('telegram_unreachable', { code: error.code ?? error.fault })
  }
  const answer = readAnswer(response)
  if (!answer.ok) return answer
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ result: shape })), response.body)
  return parsed.success ? ok(parsed.output.result) : err('telegram_refused')
}
