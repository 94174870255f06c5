import type { Rows } from './row.js'
import { cause, code, given } from './sentence.js'

export const telegram = {
  telegram_unreachable: {
    en: {
      title: 'Telegram can’t be reached',
      happened: (details) =>
        `The Telegram message was not confirmed: Telegram could not be reached or did not answer${cause(details)}.`,
      todo: ({ input }) =>
        `Nothing to do if it was only once; if it keeps happening, check ${input('telegram-api-url')} and the network.`,
    },
    ru: {
      title: 'Telegram недоступен',
      happened: (details) =>
        `Доставка сообщения в Telegram не подтверждена: соединиться не удалось или ответа не было${cause(details)}.`,
      todo: ({ input }) =>
        `Если это было один раз, делать ничего не нужно; если так каждый раз, проверьте ${input('telegram-api-url')} и сеть.`,
    },
  },
  telegram_token_wrong: {
    en: {
      title: 'Telegram does not know the bot',
      happened: 'Telegram does not accept the bot’s token.',
      todo: 'Ask @BotFather for the token once more (`/token`) and save it, whole, as the secret `TG_BOT_TOKEN`.',
    },
    ru: {
      title: 'Telegram не знает такого бота',
      happened: 'Telegram не принимает токен бота.',
      todo: 'Спросите токен у @BotFather ещё раз (`/token`) и сохраните его целиком в секрет `TG_BOT_TOKEN`.',
    },
  },
  telegram_chat_not_found: {
    en: {
      title: 'Telegram does not find the chat',
      happened: 'Telegram does not find the chat, or your bot has never met it.',
      todo: 'Open your bot in Telegram and press “Start” (add it to the group or channel, if it is one), and check the number in `TG_CHAT_ID`.',
      more: 'A bot can’t write to a person first. Open it in Telegram and press “Start” once. To find your chat’s number, write something to the bot and let `hh-resume-touch setup` look it up.',
    },
    ru: {
      title: 'Telegram не находит чат',
      happened: 'Telegram не нашёл чат: номер неверен или ваш бот в нём ещё не был.',
      todo: 'Откройте своего бота в Telegram и нажмите «Старт» (в группу или канал бота нужно добавить), потом проверьте номер в `TG_CHAT_ID`.',
      more: 'Первым бот человеку написать не может. Откройте его в Telegram и один раз нажмите «Старт». Чтобы узнать номер чата, напишите боту что-нибудь, и `hh-resume-touch setup` найдёт его.',
    },
  },
  telegram_bot_blocked: {
    en: {
      title: 'You have blocked the bot',
      happened:
        'Telegram did not deliver the message, because the bot is blocked in this chat, or the account is gone.',
      todo: ({ input }) =>
        `Open the bot in Telegram and press “Restart”, or set ${input('notify')} to \`never\`.`,
    },
    ru: {
      title: 'Бот заблокирован',
      happened: 'Telegram не доставил сообщение: бот в этом чате заблокирован или аккаунта больше нет.',
      todo: ({ input }) =>
        `Откройте бота в Telegram и нажмите «Перезапустить» или поставьте ${input('notify')} в \`never\`.`,
    },
  },
  telegram_bot_not_in_chat: {
    en: {
      title: 'The bot may not write in this chat',
      happened:
        'Telegram did not deliver the message, because the bot is no member of this chat or may not write there.',
      todo: 'Add the bot to the group, or make it an administrator of the channel with the right to post.',
    },
    ru: {
      title: 'Боту нельзя писать в этот чат',
      happened: 'Telegram не доставил сообщение: бота в этом чате нет или писать туда ему нельзя.',
      todo: 'Добавьте бота в группу, а в канале сделайте его администратором с правом публикации.',
    },
  },
  telegram_chat_upgraded: {
    en: {
      title: 'The group has a new number',
      happened: ({ chat }) =>
        `The Telegram group became a supergroup, and its number changed${given(chat, (id) => ` to ${code(id)}`)}.`,
      todo: ({ chat }) => `Save ${given(chat, code) || 'the new number'} as the secret \`TG_CHAT_ID\`.`,
    },
    ru: {
      title: 'У группы новый номер',
      happened: ({ chat }) =>
        `Группа в Telegram стала супергруппой, и её номер сменился${given(chat, (id) => ` на ${code(id)}`)}.`,
      todo: ({ chat }) => `Сохраните ${given(chat, code) || 'новый номер'} в секрет \`TG_CHAT_ID\`.`,
    },
  },
  telegram_topic_not_found: {
    en: {
      title: 'Telegram does not find the topic',
      happened: 'The chat has no topic with the number that follows the slash.',
      todo: 'Copy the topic’s number from the link of one of its messages, or leave out the slash and what follows it.',
    },
    ru: {
      title: 'Telegram не находит тему',
      happened: 'В чате нет темы с тем номером, который стоит после косой черты.',
      todo: 'Возьмите номер темы из ссылки на любое её сообщение или уберите косую черту и всё после неё.',
    },
  },
  telegram_rate_limited: {
    en: {
      title: 'Telegram asks for a pause',
      happened: ({ lasts, formats }) =>
        `Telegram received too many messages from this bot${given(lasts, (ms) => ` and asks it to pause for ${formats.duration(ms)}`)}.`,
      todo: 'Nothing to do: the next run sends its message as usual; give this workflow a bot of its own if it keeps happening.',
    },
    ru: {
      title: 'Telegram просит паузу',
      happened: ({ lasts, formats }) =>
        `От этого бота к Telegram пришло слишком много сообщений${given(lasts, (ms) => `, и он просит подождать ${formats.duration(ms)}`)}.`,
      todo: 'Делать ничего не нужно: сообщение следующего запуска придёт; если так каждый раз, заведите для этого workflow отдельного бота.',
    },
  },
  telegram_refused: {
    en: {
      title: 'Telegram refused the message',
      happened: (details) => `Telegram did not accept the message${cause(details)}.`,
      todo: 'Check that the bot may write in the chat; if it may, please open an issue.',
    },
    ru: {
      title: 'Telegram не принял сообщение',
      happened: (details) => `Telegram не принял сообщение${cause(details)}.`,
      todo: 'Проверьте, можно ли боту писать в этот чат; если можно, создайте, пожалуйста, issue.',
    },
  },
} satisfies Rows
