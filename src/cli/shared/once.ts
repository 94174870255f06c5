import type { InputProblem } from '../../domain/input-problem.js'
import { isRecoveryCode } from '../../domain/recovery-code.js'
import type { RunReport } from '../../domain/report.js'
import type { EnvChanges } from '../../env-file/lines.js'
import { updateEnvFile } from '../../env-file/store.js'
import { hasTrait } from '../../reasons/index.js'
import { type Audience, hides } from '../../report/view.js'
import { run } from '../../run.js'
import type { Settings } from '../../settings/settings.js'
import { sendTelegram } from '../../telegram/client.js'
import { isWanted, telegramMessage } from '../../telegram/message.js'
import { type Cli, reread } from './cli.js'
import { settingName } from './env-source.js'
import { openSession } from './session.js'
import { isFromEnvironment, loadSettings } from './settings.js'

export type Round = { ok: true; report: RunReport } | { ok: false; problems: InputProblem[] }

/** One run with the `.env` file as the store: the same story as in Actions. Settings are read anew each time. */
export async function runOnce(given: Cli): Promise<Round> {
  const cli = await reread(given)
  const read = loadSettings(cli)
  if (!read.ok) return { ok: false, problems: read.problems }
  const { settings } = read
  const session = openSession(cli, { settings, alongside: codeToTakeOut(cli) })
  try {
    const { shutdown, headHunter, store, outside } = session
    const ports = { headHunter, store, shutdown, clock: outside.clock, reporter: outside.reporter }
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

/** A recovery code stays until its pair is saved: it can be all that is left of it. */
async function takeOutDeadCode(cli: Cli, { authCode = '' }: Settings, report: RunReport): Promise<void> {
  if (!isCodeInFile(cli)) return
  const isDead = report.diagnostics.some(({ diagnostic }) => hasTrait(diagnostic.reason, 'code_used_up'))
  const isSpent = report.tokensRotated && !isRecoveryCode(authCode)
  if (isDead || isSpent) await updateEnvFile(cli.envFile.path, { [CODE]: undefined })
}

async function tellTelegram(settings: Settings, report: RunReport, { tools, messages }: Cli): Promise<void> {
  const { telegram, notify, requestTimeoutMs } = settings
  if (telegram === undefined || report.cancelled || !isWanted(notify, report)) return
  const { transport, clock } = tools
  const text = telegramMessage(report, { messages })
  const sent = await sendTelegram({ ...telegram, text, transport, clock, timeoutMs: requestTimeoutMs })
  if (!sent.ok) report.diagnostics.push({ severity: 'warning', diagnostic: sent.diagnostic })
}
