import type { Narrator, Progress } from '../../src/domain/progress.js'

/** A narrator that writes down what it is told. */
export interface Recorder extends Narrator {
  masked: Set<string>
  told: Progress[]
  codes: string[]
  lines: string[]
}

export function createRecorder(): Recorder {
  const recorder: Recorder = {
    masked: new Set(),
    told: [],
    codes: [],
    lines: [],
    mask: (secret) => recorder.masked.add(secret),
    tell: (progress) => recorder.told.push(progress),
    recoveryCode: (code) => recorder.codes.push(code),
    debug: (line) => recorder.lines.push(line),
  }
  return recorder
}
