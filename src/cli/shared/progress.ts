import { Mask } from '../../domain/mask.js'
import type { ProgressReporter } from '../../domain/progress.js'
import type { Messages } from '../../i18n/index.js'
import { progressLine, recoveryCodeFrame } from '../../report/progress.js'

export interface TerminalProgressReporterOptions {
  messages: Messages
  /** Prints one or several lines, without a final line break. */
  print(line: string): void
  /** Whether debug lines are printed. */
  debug: boolean
}

export interface TerminalProgressReporter extends ProgressReporter {
  /** Prints any other line, masked. */
  say(line: string): void
}

/** Plain lines for a terminal or a pipe. */
export function createTerminalProgressReporter({
  messages,
  print,
  debug,
}: TerminalProgressReporterOptions): TerminalProgressReporter {
  const mask = new Mask()
  const say = (line: string) => print(mask.clean(line))
  return {
    mask: (secret) => mask.add(secret),
    say,
    // The test write runs in parallel with other steps, so only its result is printed.
    report: (progress) => {
      if (progress.kind !== 'probing_store') say(progressLine(progress, messages))
    },
    // Encrypted, and needed unchanged: not masked.
    recoveryCode: (code) => print(recoveryCodeFrame(code, messages)),
    debug: (line) => {
      if (debug) say(line)
    },
  }
}
