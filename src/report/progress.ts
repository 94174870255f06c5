import type { ProgressEvent } from '../domain/progress.js'
import type { Messages } from '../i18n/index.js'
import { escapeMarkdown, sentence } from './markup.js'

/** A step of a run as a line of its log. */
export const progressLine = (progress: ProgressEvent, { progress: lines }: Messages): string => {
  const line = lines[progress.kind] as (progress: ProgressEvent) => string
  return line(progress)
}

const RULE = '─'.repeat(60)

/** On a line of its own, so that a double click or a drag takes the code and nothing else. */
export const recoveryCodeFrame = (code: string, { report }: Messages): string =>
  ['', RULE, report.recoveryCode, report.recoveryCodeUse, '', code, RULE, ''].join('\n')

export const recoveryCodeMarkdown = (code: string, { report }: Messages): string =>
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
