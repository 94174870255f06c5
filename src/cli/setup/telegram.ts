import { SECOND } from '../../domain/clock.js'
import type { Diagnostic } from '../../reasons/index.js'
import { escapeHtml, isolateBidi } from '../../report/markup.js'
import { type Chat, createTelegramApi, sendTelegram, type TelegramApi } from '../../telegram/client.js'
import { unquoted } from '../login/application.js'
import type { Cli } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { askMeanwhile } from '../shared/prompts.js'
import { printDiagnostics } from '../shared/report-view.js'
import { loadSettingsWithOrWithoutTokens, problemWith, rawSetting } from '../shared/settings.js'
import { canAsk, remember, type Setup, type Step } from './state.js'

/** Messages on the phone; whoever wants none goes on without. */
export const telegram: Step = async (setup) => {
  const { cli } = setup
  const { screen, say, ask } = cli
  const given = rawSetting(cli, 'telegram-bot-token')
  if (given !== '' && rawSetting(cli, 'telegram-chat-id') !== '') {
    screen.mark('good', say.setup.telegramKnown)
    return setup
  }
  if (!canAsk(setup)) {
    screen.mark('note', say.setup.telegramSkipped)
    return setup
  }
  const wanted = await ask.confirm({
    ...say.answers,
    message: say.setup.wantTelegram,
    setting: settingName('telegram-bot-token'),
    initial: true,
  })
  if (!wanted) {
    screen.mark('note', say.setup.telegramSkipped)
    return setup
  }
  const bot = await findBot(setup, given)
  const chat = await findChat(setup, bot)
  if (chat === undefined || !(await sendTest(setup, bot.token, chat))) return setup
  screen.mark('good', say.setup.telegramWorks(isolateBidi(chat.name)))
  return remember(setup, { 'telegram-bot-token': bot.token, 'telegram-chat-id': chat.id })
}

interface Bot {
  token: string
  name: string
  api: TelegramApi
}

/** Asks until Telegram knows the bot. */
async function findBot(setup: Setup, given: string): Promise<Bot> {
  const { cli } = setup
  const { say, ask, screen } = cli
  for (let token = given; ; token = '') {
    if (token === '') {
      screen.say(say.setup.makeBot)
      const typed = await ask.secret({
        message: say.setup.botToken,
        setting: settingName('telegram-bot-token'),
        validate: (value) =>
          /^\d+:[\w-]+$/.test(unquoted(value))
            ? problemWith(cli, 'telegram-bot-token', unquoted(value))
            : `${say.setup.notBotToken} ${say.login.clearField}`,
      })
      token = unquoted(typed)
    }
    const api = apiFor(setup, token)
    const me = await api.getMe()
    if (me.ok) return { token, name: me.value, api }
    printError(me.diagnostic, setup)
  }
}

const LOOK_EVERY = 2 * SECOND

/** The chat in which the person has written to the bot, or the one that they type. */
async function findChat({ cli }: Setup, { api, name }: Bot): Promise<Chat | undefined> {
  const { say, ask, screen } = cli
  screen.say(say.setup.writeToBot(name))
  const over = new AbortController()
  const question = { message: say.setup.chatOrWait, setting: settingName('telegram-chat-id') }
  try {
    const first = await askMeanwhile(ask, question, firstChats(cli, api, over.signal))
    return 'came' in first ? whichOf(cli, first.came) : { id: first.answer, name: first.answer }
  } finally {
    over.abort()
  }
}

/** Looks until something was written to the bot; where that can't be seen, the person goes on by typing. */
async function firstChats({ tools, ...cli }: Cli, api: TelegramApi, signal: AbortSignal): Promise<Chat[]> {
  while (!signal.aborted) {
    const chats = await api.recentChats()
    if (chats.ok && chats.value.length > 0) return chats.value
    if (!chats.ok) {
      printDiagnostics([{ severity: 'warning', diagnostic: chats.diagnostic }], cli)
      break
    }
    await tools.clock.sleep(LOOK_EVERY, signal)
  }
  return new Promise(() => {})
}

async function whichOf({ ask, say }: Cli, chats: Chat[]): Promise<Chat | undefined> {
  if (chats.length === 1) return chats[0]
  const id = await ask.choose({
    message: say.setup.whichChat,
    setting: settingName('telegram-chat-id'),
    choices: chats.map((chat) => ({ value: chat.id, label: isolateBidi(chat.name) })),
  })
  return chats.find((chat) => chat.id === id)
}

async function sendTest(setup: Setup, botToken: string, chat: Chat): Promise<boolean> {
  const { cli } = setup
  const read = loadSettingsWithOrWithoutTokens(cli, {
    'telegram-bot-token': { value: botToken },
    'telegram-chat-id': { value: chat.id },
  })
  if (!read.ok || read.settings.telegram === undefined) {
    cli.screen.printError(cli.messages.inputs.bad_chat_id(settingName('telegram-chat-id'), {}))
    return false
  }
  const sent = await sendTelegram({
    ...read.settings.telegram,
    text: escapeHtml(cli.say.setup.testMessage(setup.repository)),
    transport: cli.tools.transport,
    clock: cli.tools.clock,
    timeoutMs: read.settings.requestTimeoutMs,
  })
  if (!sent.ok) printError(sent.diagnostic, setup)
  return sent.ok
}

const printError = (diagnostic: Diagnostic, { cli }: Setup): void =>
  printDiagnostics([{ severity: 'problem', diagnostic }], cli)

function apiFor({ cli }: Setup, botToken: string): TelegramApi {
  const read = loadSettingsWithOrWithoutTokens(cli, {
    'telegram-bot-token': { value: '' },
    'telegram-chat-id': { value: '' },
  })
  const apiUrl = rawSetting(cli, 'telegram-api-url') || 'https://api.telegram.org'
  const timeoutMs = read.ok ? read.settings.requestTimeoutMs : 30 * SECOND
  return createTelegramApi({ botToken, apiUrl, timeoutMs, transport: cli.tools.transport })
}
