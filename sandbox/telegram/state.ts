export type ChatType = 'private' | 'group' | 'supergroup' | 'channel'

/** A chat; may be changed at any time. */
export interface TelegramChat {
  id: number
  type: ChatType
  /** Without the `@`. */
  username?: string
  title?: string
  /** The person blocked the bot. */
  blocked: boolean
  /** The bot was added to the group or channel, and may write there. */
  member: boolean
  /** The topics of a supergroup with topics. */
  threads: number[]
  /** The supergroup that this group was turned into. */
  migratedTo?: number
}

export interface TelegramMessage {
  chatId: number
  threadId: number | undefined
  /** As it was sent, markup included. */
  source: string
  /** As the person reads it. */
  text: string
  parseMode: string | undefined
  at: number
}

export interface TelegramUpdate {
  update_id: number
  message: { message_id: number; date: number; chat: TelegramChat; text: string }
}

export interface TelegramState {
  /** Username by token. */
  bots: Map<string, string>
  chats: TelegramChat[]
  messages: TelegramMessage[]
  updates: TelegramUpdate[]
  /** Until this moment every message is refused with 429. */
  floodUntil: number
}

export const emptyState = (): TelegramState => ({
  bots: new Map(),
  chats: [],
  messages: [],
  updates: [],
  floodUntil: 0,
})
