import type { Catalogue } from '../types.js'
import { inputs } from './inputs.js'
import { progressOf } from './progress.js'
import { report } from './report.js'
import { formats } from './words.js'

export const ru = { formats, inputs, progressOf, report } satisfies Catalogue
