import type { Reason, ReasonMessage } from '../../reasons/index.js'
import type { ProgressMessages } from '../types.js'
import { formats, RESUMES } from './words.js'

export const progressOf = (reasons: Record<Reason, ReasonMessage>): ProgressMessages => ({
  attempt_failed: ({ diagnostic, attempt, retryInMs }) =>
    `Attempt ${attempt} failed. ${reasons[diagnostic.reason].happened(diagnostic.details)} Trying again in ${formats.duration(retryInMs)}.`,
  listed: ({ count }) =>
    count === 0
      ? 'There are no resumes in this account.'
      : `Found ${formats.plural(count, RESUMES)} in this account.`,
  touching: ({ count }) => `Touching ${formats.plural(count, RESUMES)} …`,
  waiting: ({ count, until, lasts }) =>
    `Waiting ${formats.duration(lasts)} for ${formats.plural(count, RESUMES)} that can be touched soon, until ${formats.moment(until)} …`,
  verifying: () => 'Checking that the dates have changed …',
  probing_store: () => 'Checking that a new token pair could be saved …',
  store_proved: () => 'A new token pair can be saved.',
  exchanging_code: () => 'Exchanging the authorization code for a token pair …',
  refreshing: () => 'The access token no longer works: renewing the token pair …',
  saving_pair: () => 'Saving the new token pair …',
  pair_staged: () => 'The new token pair is safe.',
  pair_settled: () => 'Both tokens are in their own places.',
  looking_for_other_run: ({ lasts }) =>
    `Checking for up to ${formats.duration(lasts)} whether another run has renewed the token pair …`,
  interrupted_while_saving: () => 'The run is being cancelled; first the new token pair is saved …',
})
