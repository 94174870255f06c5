import type { TelegramReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'
import { formats } from './words.js'

export const telegram: Record<TelegramReason, ReasonMessage> = {
  telegram_unreachable: says(
    'Telegram недоступен',
    (details) =>
      `Доставка сообщения в Telegram не подтверждена: соединиться не удалось или ответа не было${cause(details)}.`,
    'Если это было один раз, делать ничего не нужно; если так каждый раз, проверьте `telegram-api-url` и сеть.',
  ),
  telegram_token_wrong: says(
    'Telegram не знает такого бота',
    'Telegram не принимает токен бота.',
    'Спросите токен у @BotFather ещё раз (`/token`) и сохраните его целиком в секрет `TG_BOT_TOKEN`.',
  ),
  telegram_chat_not_found: says(
    'Telegram не находит чат',
    'Telegram не нашёл чат: номер неверен или ваш бот в нём ещё не был.',
    'Откройте своего бота в Telegram и нажмите «Старт» (в группу или канал бота нужно добавить), потом проверьте номер в `TG_CHAT_ID`.',
  ),
  telegram_bot_blocked: says(
    'Бот заблокирован',
    'Telegram не доставил сообщение: бот в этом чате заблокирован или аккаунта больше нет.',
    'Откройте бота в Telegram и нажмите «Перезапустить» или поставьте `notify` в `never`.',
  ),
  telegram_bot_not_in_chat: says(
    'Боту нельзя писать в этот чат',
    'Telegram не доставил сообщение: бота в этом чате нет или писать туда ему нельзя.',
    'Добавьте бота в группу, а в канале сделайте его администратором с правом публикации.',
  ),
  telegram_chat_upgraded: says(
    'У группы новый номер',
    ({ chat }) =>
      `Группа в Telegram стала супергруппой, и её номер сменился${given(chat, (id) => ` на ${code(id)}`)}.`,
    ({ chat }) => `Сохраните ${given(chat, code) || 'новый номер'} в секрет \`TG_CHAT_ID\`.`,
  ),
  telegram_topic_not_found: says(
    'Telegram не находит тему',
    'В чате нет темы с тем номером, который стоит после косой черты.',
    'Возьмите номер темы из ссылки на любое её сообщение или уберите косую черту и всё после неё.',
  ),
  telegram_rate_limited: says(
    'Telegram просит паузу',
    ({ lasts }) =>
      `От этого бота к Telegram пришло слишком много сообщений${given(lasts, (ms) => `, и он просит подождать ${formats.duration(ms)}`)}.`,
    'Делать ничего не нужно: сообщение следующего запуска придёт; если так каждый раз, заведите для этого workflow отдельного бота.',
  ),
  telegram_refused: says(
    'Telegram не принял сообщение',
    (details) => `Telegram не принял сообщение${cause(details)}.`,
    'Проверьте, можно ли боту писать в этот чат; если можно, создайте, пожалуйста, issue.',
  ),
}
