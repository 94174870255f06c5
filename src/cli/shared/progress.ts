import { Mask } from '../../domain/mask.js'
import type { ProgressReporter } from '../../domain/progress.js'
import type { Messages } from '../../i18n/types.js'
import { progressLine, recoveryCodeFrame } from '../../report/progress.js'

export interface TerminalProgressReporterOptions {
  messages: Messages
  /** Takes one line, or several, without a line break at the end. */
  print(line: string): void
  /** Whether debug lines are shown. */
  debug: boolean
}

export interface TerminalProgressReporter extends ProgressReporter {
  /** Prints any other line; what is masked never shows. */
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
    // That the store is being tried falls between the steps beside which it happens; what came of it is told.
    report: (progress) => {
      if (progress.kind !== 'probing_store') say(progressLine(progress, messages))
    },
    // Sealed, and needed letter by letter: never masked.
    recoveryCode: (code) => print(recoveryCodeFrame(code, messages)),
    debug: (line) => {
      if (debug) say(line)
    },
  }
}
