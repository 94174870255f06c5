import { SECOND } from '../../domain/clock.js'
import { escapeHtml, isolateBidi } from '../../report/markup.js'
import { defaultOf } from '../../settings/settings.js'
import { type Chat, createTelegramApi, sendTelegram, type TelegramApi } from '../../telegram/client.js'
import { unquoted } from '../login/application.js'
import { settingName } from '../shared/env.js'
import { askMeanwhile } from '../shared/prompts.js'
import { loadSettingsWithOrWithoutTokens, problemWith, rawSetting } from '../shared/settings.js'
import { canAsk, confirmed, printDiagnostic, remember, type Setup, type Step, settingsOf } from './state.js'

const [TOKEN_SETTING, CHAT_SETTING] = [settingName('telegram-bot-token'), settingName('telegram-chat-id')]

/** Messages on the phone; whoever wants none goes on without. */
export const telegram: Step = async (setup) => {
  const { screen, say } = setup
  // One without the other is a problem of the settings, found long before.
  if (rawSetting(setup, 'telegram-bot-token') !== '') {
    screen.mark('good', say.setup.telegramKnown)
    return setup
  }
  const question = { message: say.setup.wantTelegram, setting: TOKEN_SETTING }
  if (!canAsk(setup) || !(await confirmed(setup, question))) {
    screen.mark('note', say.setup.telegramSkipped)
    return setup
  }
  const bot = await askForBot(setup)
  const chat = await findChat(setup, bot)
  if (chat === undefined || !(await sendTest(setup, bot, chat))) return setup
  screen.mark('good', say.setup.telegramWorks(isolateBidi(chat.name)))
  return remember(setup, { [TOKEN_SETTING]: bot.token, [CHAT_SETTING]: chat.id })
}

interface Bot {
  token: string
  name: string
  api: TelegramApi
}

/** Asks until Telegram knows the bot. */
async function askForBot(setup: Setup): Promise<Bot> {
  const { say, ask, screen, tools } = setup
  const apiUrl = rawSetting(setup, 'telegram-api-url') || defaultOf('telegram-api-url')
  const timeoutMs = settingsOf(setup).requestTimeoutMs
  for (;;) {
    screen.say(say.setup.makeBot)
    const typed = await ask.secret({
      message: say.setup.botToken,
      setting: TOKEN_SETTING,
      validate: (value) =>
        /^\d+:[\w-]+$/.test(unquoted(value))
          ? problemWith(setup, 'telegram-bot-token', unquoted(value))
          : `${say.setup.notBotToken} ${say.login.clearField}`,
    })
    const token = unquoted(typed)
    const api = createTelegramApi({ botToken: token, apiUrl, timeoutMs, transport: tools.transport })
    const me = await api.getMe()
    if (me.ok) return { token, name: me.value, api }
    printDiagnostic(setup, me.diagnostic)
  }
}

const LOOK_EVERY = 2 * SECOND

/** The chat in which the person has written to the bot, or the one that they type. */
async function findChat(setup: Setup, bot: Bot): Promise<Chat | undefined> {
  const { say, ask, screen } = setup
  screen.say(say.setup.writeToBot(bot.name))
  const over = new AbortController()
  const question = { message: say.setup.chatOrWait, setting: CHAT_SETTING }
  try {
    const first = await askMeanwhile(ask, question, firstChats(setup, bot, over.signal))
    if ('answer' in first) return { id: first.answer, name: first.answer }
    if (first.came.length === 1) return first.came[0]
    const id = await ask.choose({
      message: say.setup.whichChat,
      setting: CHAT_SETTING,
      choices: first.came.map((chat) => ({ value: chat.id, label: isolateBidi(chat.name) })),
    })
    return first.came.find((chat) => chat.id === id)
  } finally {
    over.abort()
  }
}

/** Looks until something was written to the bot; where that can't be seen, the person goes on by typing. */
async function firstChats(setup: Setup, { api }: Bot, signal: AbortSignal): Promise<Chat[]> {
  while (!signal.aborted) {
    const chats = await api.recentChats()
    if (chats.ok && chats.value.length > 0) return chats.value
    if (!chats.ok) {
      printDiagnostic(setup, chats.diagnostic, 'warning')
      break
    }
    await setup.tools.clock.sleep(LOOK_EVERY, signal)
  }
  return new Promise(() => {})
}

async function sendTest(setup: Setup, bot: Bot, chat: Chat): Promise<boolean> {
  const { screen, say, messages, tools, repository } = setup
  const read = loadSettingsWithOrWithoutTokens(setup, {
    'telegram-bot-token': { value: bot.token },
    'telegram-chat-id': { value: chat.id },
  })
  if (!read.ok || read.settings.telegram === undefined) {
    screen.printError(messages.inputs.bad_chat_id(CHAT_SETTING, {}))
    return false
  }
  const sent = await sendTelegram({
    ...read.settings.telegram,
    text: escapeHtml(say.setup.testMessage(repository)),
    transport: tools.transport,
    clock: tools.clock,
    timeoutMs: read.settings.requestTimeoutMs,
  })
  if (!sent.ok) printDiagnostic(setup, sent.diagnostic)
  return sent.ok
}
