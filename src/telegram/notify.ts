import type { RunReport } from '../domain/report.js'
import type { Shutdown } from '../domain/shutdown.js'
import type { ReportedDiagnostic } from '../reasons/index.js'
import type { Settings } from '../settings/settings.js'
import { sendTelegram, type TelegramRequest } from './client.js'
import { isWanted, type MessageOptions, telegramMessage } from './message.js'

export interface NotifyOptions extends MessageOptions, Pick<TelegramRequest, 'transport' | 'clock'> {
  shutdown: Pick<Shutdown, 'cancelled'>
}

/**
 * Sends at most one message, after the rest of the report; a signal ends the wait. A failure is a warning and does not turn
 * the run red.
 */
export async function notify(
  report: RunReport,
  settings: Pick<Settings, 'telegram' | 'notify' | 'requestTimeoutMs'>,
  { shutdown, ...options }: NotifyOptions,
): Promise<ReportedDiagnostic[]> {
  const { telegram, requestTimeoutMs: timeoutMs } = settings
  if (telegram === undefined || report.cancelled || !isWanted(settings.notify, report)) return []
  const text = telegramMessage(report, options)
  const sending = sendTelegram({ ...telegram, ...options, text, timeoutMs })
  const sent = await Promise.race([sending, shutdown.cancelled])
  return sent === undefined || sent.ok ? [] : [{ severity: 'warning', diagnostic: sent.diagnostic }]
}
