import type { ProgressReporter } from '../../src/domain/progress.js'

/** What a run said, in order, and what it hid before. */
export interface Entry {
  kind: 'mask' | 'say' | 'code' | 'debug'
  text: string
}

export interface Journal extends ProgressReporter {
  entries: Entry[]
}

export function createJournal(): Journal {
  const entries: Entry[] = []
  const write = (kind: Entry['kind'], text: string) => {
    entries.push({ kind, text })
  }
  return {
    entries,
    mask: (secret) => write('mask', secret),
    report: (progress) => write('say', JSON.stringify(progress)),
    recoveryCode: (code) => write('code', code),
    debug: (line) => write('debug', line),
  }
}
