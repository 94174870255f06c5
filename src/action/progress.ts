import { maskedForms } from '../domain/mask.js'
import type { ProgressEvent, ProgressReporter } from '../domain/progress.js'
import type { Messages } from '../i18n/types.js'
import { escapeMarkdown, sentence } from '../report/markdown.js'
import { appendSummary } from '../report/summary.js'

/** What `@actions/core` offers for a log. */
export interface ActionsLog {
  setSecret(secret: string): void
  info(line: string): void
  startGroup(name: string): void
  endGroup(): void
  debug(line: string): void
}

export interface ActionsProgressReporterOptions {
  core: ActionsLog
  messages: Messages
  /** `GITHUB_STEP_SUMMARY` */
  summaryFile: string | undefined
}

type Group = keyof Messages['report']['groups']

/** In which folding group a step is told; the others stand where they come up, so that no group opens for them. */
const GROUPS: Partial<Record<ProgressEvent['kind'], Group>> = {
  exchanging_code: 'tokens',
  refreshing: 'tokens',
  saving_pair: 'tokens',
  pair_staged: 'tokens',
  pair_settled: 'tokens',
  looking_for_other_run: 'tokens',
  listed: 'resumes',
  touching: 'resumes',
  verifying: 'resumes',
}

/** A person who watches must see these without unfolding anything. */
const IN_THE_OPEN: readonly ProgressEvent['kind'][] = ['waiting', 'interrupted_while_saving']

export interface ActionsProgressReporter extends ProgressReporter {
  /** Closes the open group, before the report is printed. */
  end(): void
}

export function createActionsProgressReporter(
  options: ActionsProgressReporterOptions,
): ActionsProgressReporter {
  const { core, messages, summaryFile } = options
  let open: Group | undefined

  const enter = (group: Group | undefined): void => {
    if (group === open) return
    if (open !== undefined) core.endGroup()
    if (group !== undefined) core.startGroup(messages.report.groups[group])
    open = group
  }

  return {
    mask(secret) {
      for (const form of maskedForms(secret)) core.setSecret(form)
    },
    report(progress) {
      const group = IN_THE_OPEN.includes(progress.kind) ? undefined : (GROUPS[progress.kind] ?? open)
      enter(group)
      core.info(progressLine(progress, messages))
    },
    recoveryCode(code) {
      enter(undefined)
      core.info(framedRecoveryCode(code, messages))
      appendSummary(summaryFile, recoveryCodeMarkdown(code, messages))
    },
    debug: (line) => core.debug(line),
    end: () => enter(undefined),
  }
}

export const progressLine = (progress: ProgressEvent, { progress: lines }: Messages): string => {
  const line = lines[progress.kind] as (progress: ProgressEvent) => string
  return line(progress)
}

const RULE = '─'.repeat(60)

/** On a line of its own, so that a double click or a drag takes the code and nothing else. */
export const framedRecoveryCode = (code: string, { report }: Messages): string =>
  ['', RULE, report.recoveryCode, report.recoveryCodeUse, '', code, RULE, ''].join('\n')

const recoveryCodeMarkdown = (code: string, { report }: Messages): string =>
  [
    `## 🛟 ${escapeMarkdown(report.recoveryCode)}`,
    '',
    sentence(report.recoveryCodeUse),
    '',
    '```text',
    code,
    '```',
    '',
  ].join('\n')
