import type { Settings } from '../../inputs.js'
import type { InputProblem } from '../../messages/types.js'
import { type Audience, hides } from '../../report/redaction.js'
import type { RunReport } from '../../report/report.js'
import { sendTelegram } from '../../report/telegram.js'
import { isWanted, telegramMessage } from '../../report/telegram-message.js'
import { run } from '../../run.js'
import { updateEnvFile } from '../../store/env-file.js'
import type { EnvChanges } from '../../store/env-lines.js'
import { isRecoveryCode } from '../../store/recovery.js'
import type { Reason } from '../../verdicts.js'
import { settingName } from '../settings/env-source.js'
import { isFromEnvironment, loadSettings } from '../settings/settings.js'
import { type Cli, reread } from '../shell/cli.js'
import { openSession } from './session.js'

export type Round = { ok: true; report: RunReport } | { ok: false; problems: InputProblem[] }

/** One run with the `.env` file as the store: the same story as in Actions. Settings are read anew each time. */
export async function runOnce(given: Cli): Promise<Round> {
  const cli = await reread(given)
  const read = loadSettings(cli)
  if (!read.ok) return { ok: false, problems: read.problems }
  const { settings } = read
  const session = openSession(cli, { settings, alongside: codeToTakeOut(cli) })
  try {
    const { lifeline, headHunter, store, outside } = session
    const ports = { headHunter, store, lifeline, clock: outside.clock, narrator: outside.narrator }
    const report = await run({ settings, byHand: true }, ports)
    await takeOutDeadCode(cli, settings, report)
    await tellTelegram(settings, report, cli)
    return { ok: true, report }
  } finally {
    session.end()
  }
}

/** Whoever sits at this machine may see titles and ids, unless told otherwise. */
export const audienceOf = (cli: Cli): Audience => {
  const read = loadSettings(cli)
  return { messages: cli.messages, hidden: hides(read.ok ? read.settings.redact : 'auto', 'private') }
}

const CODE = settingName('auth-code')

const isCodeInFile = (cli: Cli): boolean =>
  Boolean(cli.envFile.values[CODE]) && !isFromEnvironment(cli, 'auth-code') && !cli.overrides['auth-code']

/** A code is good for one exchange: with the pair that came of it saved, it is of no more use. */
const codeToTakeOut = (cli: Cli): EnvChanges => (isCodeInFile(cli) ? { [CODE]: undefined } : {})

/** A recovery code stays until its pair is saved: it may be all that is left of it. */
const CODE_IS_DEAD: readonly Reason[] = [
  'auth_code_used',
  'auth_code_expired',
  'auth_code_revoked',
  'auth_code_unknown',
  'exchange_answer_lost',
  'recovery_code_dead',
  'recovered',
]

async function takeOutDeadCode(cli: Cli, { authCode = '' }: Settings, report: RunReport): Promise<void> {
  if (!isCodeInFile(cli)) return
  const isDead = report.findings.some(({ verdict }) => CODE_IS_DEAD.includes(verdict.reason))
  const isSpent = report.tokensRotated && !isRecoveryCode(authCode)
  if (isDead || isSpent) await updateEnvFile(cli.envFile.path, { [CODE]: undefined })
}

async function tellTelegram(settings: Settings, report: RunReport, { tools, messages }: Cli): Promise<void> {
  const { telegram, notify, requestTimeoutMs } = settings
  if (telegram === undefined || report.cancelled || !isWanted(notify, report)) return
  const { transport, clock } = tools
  const text = telegramMessage(report, { messages })
  const sent = await sendTelegram({ ...telegram, text, transport, clock, timeoutMs: requestTimeoutMs })
  if (!sent.ok) report.findings.push({ level: 'warning', verdict: sent.verdict })
}
