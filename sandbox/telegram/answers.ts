import { type Answer, html, json } from '../exchange.js'

interface Parameters {
  migrate_to_chat_id?: number
  retry_after?: number
}

export const telegramOk = (result: unknown): Answer => json(200, { ok: true, result })

export const telegramError = (code: number, description: string, parameters?: Parameters): Answer =>
  json(code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) })

/** Telegram's refusals, by the diagnostic's name where there is one. */
export const telegramAnswers = {
  telegram_token_wrong: telegramError(401, 'Unauthorized'),
  telegram_token_malformed: telegramError(404, 'Not Found'),
  telegram_chat_not_found: telegramError(400, 'Bad Request: chat not found'),
  telegram_bot_blocked: telegramError(403, 'Forbidden: bot was blocked by the user'),
  telegram_bot_not_in_chat: telegramError(403, 'Forbidden: bot is not a member of the channel chat'),
  telegram_bot_kicked: telegramError(403, 'Forbidden: bot was kicked from the supergroup chat'),
  telegram_chat_upgraded: telegramError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1001234567890,
  }),
  telegram_topic_not_found: telegramError(400, 'Bad Request: message thread not found'),
  telegram_rate_limited: telegramError(429, 'Too Many Requests: retry after 5', { retry_after: 5 }),
  message_too_long: telegramError(400, 'Bad Request: message is too long'),
  /** Ok by HTTP, not by the body. */
  not_ok: json(200, { ok: false, error_code: 400, description: 'Bad Request: something else' }),
  not_json: html(200, '<html><body>blocked by the provider</body></html>'),
} satisfies Record<string, Answer>
