import type { ProgressEvent, ProgressReporter } from '../../src/domain/progress.js'

/** A reporter that records its calls. */
export interface Recorder extends ProgressReporter {
  masked: Set<string>
  events: ProgressEvent[]
  codes: string[]
  lines: string[]
}

export function createRecorder(): Recorder {
  const recorder: Recorder = {
    masked: new Set(),
    events: [],
    codes: [],
    lines: [],
    mask: (secret) => recorder.masked.add(secret),
    report: (progress) => recorder.events.push(progress),
    recoveryCode: (code) => recorder.codes.push(code),
    debug: (line) => recorder.lines.push(line),
  }
  return recorder
}
