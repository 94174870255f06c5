import type { Reason, ReasonMessage } from '../../reasons/index.js'
import type { Formats } from '../formats.js'
import type { ProgressMessages } from '../types.js'
import { RESUMES } from './words.js'

export const progressOf = (formats: Formats, reasons: Record<Reason, ReasonMessage>): ProgressMessages => ({
  // The sentence once; a save is tried for two minutes.
  attempt_failed: ({ diagnostic: { reason, details }, attempt, retryInMs }) => {
    const failed =
      attempt === 1
        ? `Attempt 1 failed. ${reasons[reason].happened(details)}`
        : `Attempt ${attempt} failed (\`${reason}\`).`
    return `${failed} Next attempt in ${formats.duration(retryInMs)}.`
  },
  listed: ({ count }) =>
    count === 0 ? 'This account has no resumes.' : `Found ${formats.plural(count, RESUMES)}.`,
  touching: ({ count }) => `Raising ${formats.plural(count, RESUMES)} …`,
  waiting: ({ count, until, lasts }) =>
    `Waiting ${formats.duration(lasts)} (until ${formats.short(until)}) to raise ${formats.plural(count, RESUMES)} …`,
  verifying: () => 'Checking that the dates have changed …',
  probing_store: () => 'Checking that a new token pair can be saved …',
  store_verified: () => 'A new token pair can be saved.',
  exchanging_code: () => 'Exchanging the code for a token pair …',
  refreshing: () => 'The access token no longer works. Getting a new pair …',
  listening: ({ lasts }) =>
    `HeadHunter’s first answer can still come. Listening for up to ${formats.duration(lasts)} …`,
  saving_pair: () => 'Saving the new token pair …',
  pair_staged: () => 'The new token pair is saved.',
  pair_settled: () => 'Each token is in its own place.',
  looking_for_other_run: ({ lasts }) =>
    `Checking whether another run renewed the pair, for up to ${formats.duration(lasts)} …`,
  interrupted_while_saving: () => 'Cancelling. The new token pair is saved first …',
})
