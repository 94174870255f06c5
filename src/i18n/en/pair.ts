import type { PairReason } from '../../domain/diagnostic.js'
import { either } from '../place.js'
import type { ReasonMessage } from '../types.js'
import { code, given, says } from '../words.js'
import { AUTHORIZE_AGAIN, formats } from './words.js'

const AGAIN = `Authorize again: ${AUTHORIZE_AGAIN}.`

export const pair: Record<PairReason, ReasonMessage> = {
  refresh_token_missing: says(
    'There is no refresh token',
    'HeadHunter did not take the access token, or none was given, and there is no refresh token to get a new one with.',
    `Check that \`refresh-token\` is filled from its secret; if there is none yet, ${AUTHORIZE_AGAIN}.`,
  ),
  refresh_token_not_issued: says(
    'HeadHunter issued no refresh token',
    ({ at }) =>
      `HeadHunter issued an access token without a refresh token. It works${given(at, (end) => ` until ${formats.moment(end)}`)} and can’t be renewed.`,
    ({ at }) =>
      `Sign in again before ${given(at, (end) => formats.day(end)) || 'it expires'}: ${AUTHORIZE_AGAIN}.`,
  ),
  no_published_resumes: says(
    'No published resume',
    'This account has no published resume, so there was nothing to touch.',
    'Publish a resume on the site, and check that the tokens belong to the account you mean.',
  ),
  partner_missing: says(
    'The two tokens do not belong together',
    ({ at }) =>
      `HeadHunter refused the access token, yet says that the one which came with this refresh token still lives${given(at, (day) => `, at the latest until ${formats.moment(day)}`)}: the two secrets are not of one pair; nothing was spent.`,
    ({ at }) =>
      `Put the access token that came with this refresh token into its secret, or wait: ${given(at, (day) => `from ${formats.day(day)} on`) || 'within 14 days'} it heals by itself.`,
  ),
  refreshed_elsewhere: says(
    'Another run renewed the pair',
    'Another run has just renewed the token pair and saved it; this one still held the old pair, so it stopped and wrote nothing.',
    'Nothing to do: the next run works with the new pair.',
  ),
  refresh_answer_lost: says(
    'The new pair was lost on its way',
    'HeadHunter renewed the pair, but its answer never arrived: the old tokens are spent and nobody knows the new ones.',
    AGAIN,
  ),
  exchange_answer_lost: says(
    'The answer to the code was lost',
    'HeadHunter took the authorization code, but its answer never arrived: the code is spent and nobody knows the pair that came of it.',
    AGAIN,
  ),
  save_failed: says(
    'The new token pair could not be saved',
    ({ repository }) =>
      `HeadHunter issued a new token pair that could not be saved${given(repository, (name) => ` to ${code(name)}`)}; it is in the recovery code that this run printed in its log and summary.`,
    `Fix what keeps the pair from being saved (it is named beside this), then ${either(
      'run the workflow by hand and paste the recovery code into its `auth-code` field',
      'put the recovery code into `auth-code` and run again',
    )}.`,
  ),
  save_failed_no_code: says(
    'The new token pair is lost',
    'HeadHunter issued a new token pair that could not be saved, and without an old access token no recovery code could be sealed.',
    `Fix what keeps the pair from being saved (it is named beside this), then authorize again: ${AUTHORIZE_AGAIN}.`,
  ),
  settle_failed: says(
    'The pair is safe but not yet in order',
    'The new token pair is saved as a whole; writing the two tokens into their own secrets did not succeed.',
    'Nothing to do: the next run does it.',
  ),
  settle_postponed: says(
    'The saved pair is used as it is',
    ({ at }) =>
      `The token pair is saved as a whole and was used; its two tokens were not yet written into their own secrets, since ${given(at, (end) => `the access token ends so soon, on ${formats.moment(end)}`) || 'the secret may have been changed during this run'}.`,
    'Nothing to do: a later run does it.',
  ),
  recovered: says(
    'The token pair is recovered',
    'HeadHunter accepted the pair from the recovery code and it is saved: all is well again.',
    'Nothing to do; the recovery code is of no more use, and `auth-code` can be emptied.',
  ),
  recovery_code_unreadable: says(
    'The recovery code can’t be read',
    'The recovery code could not be opened: it was not copied whole, or the client secret or the access token in the secrets is no longer the one it was made with.',
    `Copy it once more from its first letter to its last, and leave the access token’s secret as it was in that run; if that does not help, ${AUTHORIZE_AGAIN}.`,
  ),
  recovery_code_dead: says(
    'The recovery code has outlived its pair',
    'HeadHunter no longer accepts the token pair in this recovery code: it was renewed or withdrawn since.',
    `Empty \`auth-code\` if the run works without it; otherwise, ${AUTHORIZE_AGAIN}.`,
  ),
  recovery_not_saved: says(
    'The recovered pair is not saved yet',
    ({ at }) =>
      `The pair from the recovery code works, but it was not saved${given(at, (end) => `, since its access token ends so soon, on ${formats.moment(end)}`)}.`,
    ({ at }) =>
      `Keep the recovery code and ${either('run the workflow by hand', 'run this again')} with it in \`auth-code\` once more${given(at, () => ', when that moment has passed') || ', after fixing what keeps the pair from being saved, if that is named beside this'}.`,
  ),
  staged_pair_unreadable: says(
    'The saved pair can’t be read',
    ({ name }) =>
      `The refresh token’s secret${given(name, (secret) => ` ${code(secret)}`)} holds a pair as this program saves it, but damaged.`,
    `Don’t edit that secret by hand; ${AUTHORIZE_AGAIN}.`,
  ),
  staged_pair_dead: says(
    'The saved pair is dead',
    'HeadHunter no longer accepts the token pair that an earlier run saved: it was renewed or withdrawn elsewhere.',
    AGAIN,
  ),
  authorize_soon: says(
    'The access token can’t be renewed',
    ({ at }) =>
      `The access token still works${given(at, (end) => ` until ${formats.moment(end)}`)}, but there is no refresh token that could renew it.`,
    ({ at }) =>
      `Authorize again before ${given(at, (end) => formats.day(end)) || 'it ends'}: ${AUTHORIZE_AGAIN}.`,
  ),
  would_refresh: says(
    'The token pair would be renewed',
    'The access token no longer works: a real run would renew the token pair now, save it and go on.',
    'Nothing to do: the next real run does it.',
  ),
  would_exchange: says(
    'The code would be exchanged',
    'A real run would exchange the authorization code for a token pair now, save it and go on.',
    'Run it without `dry-run` within minutes, since the code expires soon.',
  ),
  would_settle: says(
    'The saved pair would be put in order',
    'A real run would save the pair that it was given as a whole and write its two tokens into their own secrets.',
    'Nothing to do if it stands in the secrets; if it comes from a recovery code, run it without `dry-run` and with the same code.',
  ),
}
