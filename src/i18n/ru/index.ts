import type { Messages } from '../types.js'
import { calls } from './calls.js'
import { inputs } from './inputs.js'
import { network } from './network.js'
import { oauth } from './oauth.js'
import { pair } from './pair.js'
import { progressOf } from './progress.js'
import { report } from './report.js'
import { resumes } from './resumes.js'
import { run } from './run.js'
import { store } from './store.js'
import { telegram } from './telegram.js'
import { formats } from './words.js'

const reasons = { ...network, ...calls, ...oauth, ...resumes, ...pair, ...store, ...telegram, ...run }

export const ru = {
  language: 'ru',
  formats,
  reasons,
  inputs,
  progress: progressOf(reasons),
  report,
} satisfies Messages
