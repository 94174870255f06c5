import type { Rows } from './row.js'
import { cause, code, given } from './sentence.js'

export const telegram = {
  telegram_unreachable: {
    en: {
      title: 'Telegram can’t be reached',
      happened: (details) =>
        `Telegram could not be reached or did not answer${cause(details)}. The message may be missing.`,
      todo: ({ input }) => `If it happens often, check ${input('telegram-api-url')} and the network.`,
    },
    ru: {
      title: 'Telegram недоступен',
      happened: (details) =>
        `Telegram недоступен или не ответил${cause(details)}. Сообщение могло не прийти.`,
      todo: ({ input }) => `Если повторяется, проверьте ${input('telegram-api-url')} и сеть.`,
    },
  },
  telegram_token_wrong: {
    en: {
      title: 'Telegram does not know the bot',
      happened: 'Telegram does not accept the bot’s token.',
      todo: ({ forEnvironment }) =>
        `Get the token from @BotFather again (\`/token\`). Save all of it as ${forEnvironment('the secret `TG_BOT_TOKEN`', '`TG_BOT_TOKEN` in `.env`')}.`,
    },
    ru: {
      title: 'Telegram не знает этого бота',
      happened: 'Telegram не принимает токен бота.',
      todo: ({ forEnvironment }) =>
        `Получите токен у @BotFather ещё раз (\`/token\`). Сохраните его целиком в ${forEnvironment('секрет `TG_BOT_TOKEN`', '`TG_BOT_TOKEN` в `.env`')}.`,
    },
  },
  telegram_chat_not_found: {
    en: {
      title: 'Telegram does not find the chat',
      happened: 'Telegram does not find the chat: its number is wrong, or the bot is not in it.',
      todo: 'Open the bot in Telegram and press “Start”; add it to a group or channel. Then check the number in `TG_CHAT_ID`.',
    },
    ru: {
      title: 'Telegram не находит чат',
      happened: 'Telegram не находит чат: неверен номер или бота в чате нет.',
      todo: 'Откройте бота в Telegram и нажмите «Старт»; в группу или канал добавьте его. Потом проверьте номер в `TG_CHAT_ID`.',
    },
  },
  telegram_bot_blocked: {
    en: {
      title: 'The bot is blocked',
      happened:
        'Telegram did not deliver the message: the bot is blocked in this chat, or the account is deleted.',
      todo: ({ input }) =>
        `Open the bot in Telegram and press “Restart”, or set ${input('notify')} to \`never\`.`,
    },
    ru: {
      title: 'Бот заблокирован',
      happened: 'Telegram не доставил сообщение: бот в этом чате заблокирован или аккаунт удалён.',
      todo: ({ input }) =>
        `Откройте бота в Telegram и нажмите «Перезапустить» или поставьте ${input('notify')} в \`never\`.`,
    },
  },
  telegram_bot_not_in_chat: {
    en: {
      title: 'The bot can’t write in this chat',
      happened:
        'Telegram did not deliver the message: the bot is not in this chat or is not allowed to write there.',
      todo: 'Add the bot to the group. In a channel, make it an administrator with the right to post.',
    },
    ru: {
      title: 'Боту нельзя писать в этот чат',
      happened: 'Telegram не доставил сообщение: бота в этом чате нет или писать туда ему нельзя.',
      todo: 'Добавьте бота в группу. В канале сделайте его администратором с правом публикации.',
    },
  },
  telegram_chat_upgraded: {
    en: {
      title: 'The group has a new number',
      happened: ({ chat }) =>
        `The Telegram group became a supergroup, and its number changed${given(chat, (id) => ` to ${code(id)}`)}.`,
      todo: ({ chat, forEnvironment }) =>
        `Save ${given(chat, code) || 'the new number'} as ${forEnvironment('the secret `TG_CHAT_ID`', '`TG_CHAT_ID` in `.env`')}.`,
    },
    ru: {
      title: 'У группы новый номер',
      happened: ({ chat }) =>
        `Группа в Telegram стала супергруппой, и её номер изменился${given(chat, (id) => ` на ${code(id)}`)}.`,
      todo: ({ chat, forEnvironment }) =>
        `Сохраните ${given(chat, code) || 'новый номер'} в ${forEnvironment('секрет `TG_CHAT_ID`', '`TG_CHAT_ID` в `.env`')}.`,
    },
  },
  telegram_topic_not_found: {
    en: {
      title: 'Telegram does not find the topic',
      happened: 'The chat has no topic with the number after the slash.',
      todo: 'Copy the topic’s number from the link of one of its messages, or remove the slash and the number.',
    },
    ru: {
      title: 'Telegram не находит тему',
      happened: 'В чате нет темы с номером, который указан после косой черты.',
      todo: 'Возьмите номер темы из ссылки на её сообщение или уберите косую черту с номером.',
    },
  },
  telegram_rate_limited: {
    en: {
      title: 'Telegram asks for a pause',
      happened: ({ lasts, formats }) =>
        `Telegram received too many messages from this bot${given(lasts, (ms) => ` and asks for a pause of ${formats.duration(ms)}`)}. This message was not sent.`,
      todo: 'If it happens often, give this program a bot of its own.',
    },
    ru: {
      title: 'Telegram просит паузу',
      happened: ({ lasts, formats }) =>
        `Telegram получил слишком много сообщений от этого бота${given(lasts, (ms) => ` и просит подождать ${formats.duration(ms)}`)}. Это сообщение не отправлено.`,
      todo: 'Если повторяется, заведите для этой программы отдельного бота.',
    },
  },
  telegram_refused: {
    en: {
      title: 'Telegram refused the message',
      happened: (details) => `Telegram did not accept the message${cause(details)}.`,
      todo: 'Check that the bot is allowed to write in the chat. If it is, open an issue.',
    },
    ru: {
      title: 'Telegram не принял сообщение',
      happened: (details) => `Telegram не принял сообщение${cause(details)}.`,
      todo: 'Проверьте, разрешено ли боту писать в этот чат. Если да, создайте issue.',
    },
  },
} satisfies Rows
