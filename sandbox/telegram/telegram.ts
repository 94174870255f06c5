import type { SandboxClock } from '../clock.js'
import type { Answer, Service } from '../exchange.js'
import type { Faults } from '../faults.js'
import type { SeededRandom } from '../random.js'
import { createCalls } from './calls.js'
import { emptyState, type TelegramChat, type TelegramMessage, type TelegramState } from './state.js'

interface Options {
  clock: SandboxClock
  random: SeededRandom
  faults: Faults
}

/** Telegram's Bot API, for a bot that sends messages. Chats are mutable objects. */
export interface TelegramStandIn extends Service {
  /** Its state. */
  readonly state: TelegramState
  /** A new bot's token. */
  addBot(username?: string): string
  /** By default a private chat that accepts messages. */
  addChat(given?: Partial<TelegramChat>): TelegramChat
  /** A person writes to the bot, which `getUpdates` reports. */
  say(chat: TelegramChat, text: string): void
  /** Every message that was accepted, in order. */
  readonly messages: TelegramMessage[]
  /** Until this moment (milliseconds since the epoch) messages are refused with 429. */
  floodUntil(at: number): void
  /** The next `times` requests of a route (`POST /bot{token}/sendMessage`) get this answer; once when left out. */
  force(route: string, answer: Answer, times?: number): void
}

export function createTelegram({ clock, random, faults }: Options): TelegramStandIn {
  const state = emptyState()
  return {
    state,
    messages: state.messages,
    find: createCalls({ state, clock }),
    addBot: (username = 'sandbox_bot') => {
      const token = `${random.digits(10)}:${random.word(35)}`
      state.bots.set(token, username)
      return token
    },
    addChat: (given) => {
      const id = Number(`1${random.digits(8)}`)
      const chat: TelegramChat = { id, type: 'private', blocked: false, member: true, threads: [], ...given }
      state.chats.push(chat)
      return chat
    },
    say: (chat, text) => {
      const number = state.updates.length + 1
      const date = Math.floor(clock.now() / 1_000)
      state.updates.push({ update_id: number, message: { message_id: number, date, chat, text } })
    },
    floodUntil: (at) => {
      state.floodUntil = at
    },
    force: (route, answer, times = 1) =>
      faults.add({ service: 'telegram', route, kind: 'answer', answer, times }),
  }
}
