import type { TelegramReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'
import { formats } from './words.js'

export const telegram: Record<TelegramReason, ReasonMessage> = {
  telegram_unreachable: says(
    'Telegram can’t be reached',
    (details) =>
      `The Telegram message was not confirmed: Telegram could not be reached or did not answer${cause(details)}.`,
    'Nothing to do if it was only once; if it keeps happening, check `telegram-api-url` and the network.',
  ),
  telegram_token_wrong: says(
    'Telegram does not know the bot',
    'Telegram does not accept the bot’s token.',
    'Ask @BotFather for the token once more (`/token`) and save it, whole, as the secret `TG_BOT_TOKEN`.',
  ),
  telegram_chat_not_found: says(
    'Telegram does not find the chat',
    'Telegram does not find the chat, or your bot has never met it.',
    'Open your bot in Telegram and press “Start” (add it to the group or channel, if it is one), and check the number in `TG_CHAT_ID`.',
  ),
  telegram_bot_blocked: says(
    'You have blocked the bot',
    'Telegram did not deliver the message, because the bot is blocked in this chat, or the account is gone.',
    'Open the bot in Telegram and press “Restart”, or set `notify` to `never`.',
  ),
  telegram_bot_not_in_chat: says(
    'The bot may not write in this chat',
    'Telegram did not deliver the message, because the bot is no member of this chat or may not write there.',
    'Add the bot to the group, or make it an administrator of the channel with the right to post.',
  ),
  telegram_chat_upgraded: says(
    'The group has a new number',
    ({ chat }) =>
      `The Telegram group became a supergroup, and its number changed${given(chat, (id) => ` to ${code(id)}`)}.`,
    ({ chat }) => `Save ${given(chat, code) || 'the new number'} as the secret \`TG_CHAT_ID\`.`,
  ),
  telegram_topic_not_found: says(
    'Telegram does not find the topic',
    'The chat has no topic with the number that follows the slash.',
    'Copy the topic’s number from the link of one of its messages, or leave out the slash and what follows it.',
  ),
  telegram_rate_limited: says(
    'Telegram asks for a pause',
    ({ lasts }) =>
      `Telegram received too many messages from this bot${given(lasts, (ms) => ` and asks it to pause for ${formats.duration(ms)}`)}.`,
    'Nothing to do: the next run sends its message as usual; give this workflow a bot of its own if it keeps happening.',
  ),
  telegram_refused: says(
    'Telegram refused the message',
    (details) => `Telegram did not accept the message${cause(details)}.`,
    'Check that the bot may write in the chat; if it may, please open an issue.',
  ),
}
