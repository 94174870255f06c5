import type { Catalogue } from '../types.js'
import { inputs } from './inputs.js'
import { progressOf } from './progress.js'
import { report } from './report.js'
import { words } from './words.js'

export const ru = { words, inputs, progressOf, report } satisfies Catalogue
