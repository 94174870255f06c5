import type { RunReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { given, says } from '../words.js'
import { formats } from './words.js'

export const run: Record<RunReason, ReasonMessage> = {
  invalid_inputs: says(
    'The settings need correcting',
    ({ count }) =>
      `${given(count, (many) => (many === 1 ? 'One setting makes' : `${formats.number(many)} settings make`)) || 'Some settings make'} no sense, so nothing was sent to anyone.`,
    'Correct each one that is named beside this, then run it again.',
  ),
  cancelled: says(
    'The run was cancelled',
    'The run was cancelled before its end; if it was just getting a new token pair, that is saved, or stands in a recovery code in its log.',
    'Run it again when you like; if a recovery code was printed, put it into `auth-code` when you do.',
  ),
  unexpected_error: says(
    'An error in this program',
    ({ code: short }) =>
      `Something happened that this program is not prepared for${given(short, (name) => ` (${name})`)}; that is its fault, not yours.`,
    'Run it again; if it happens again, please open an issue and name the version.',
  ),
}
