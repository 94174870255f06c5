import type { OAuthReason } from '../../domain/diagnostic.js'
import { either } from '../place.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'
import { AUTHORIZE_AGAIN, formats } from './words.js'

const NEW_CODE = `${either(
  'Get a new code in the browser and hand it in within a few minutes, in the `auth-code` field of a run by hand',
  'Run `hh-resume-touch login` for a new code',
)}.`
const AGAIN = `Authorize again: ${AUTHORIZE_AGAIN}.`

export const oauth: Record<OAuthReason, ReasonMessage> = {
  client_unknown: says(
    'The client id or secret is wrong',
    'HeadHunter does not know this combination of client id and client secret.',
    'Copy both once more from your application’s page at https://dev.hh.ru/admin into `client-id` and `client-secret`.',
  ),
  client_credentials_refused: says(
    'HeadHunter refuses the application',
    'HeadHunter says that the application is unknown or deleted, or that its secret is wrong.',
    'Look at https://dev.hh.ru/admin whether the application is still there, and copy client id and client secret from it once more; if both were right, run it again.',
  ),
  account_locked: says(
    'HeadHunter locked the account',
    'HeadHunter has locked your account.',
    'Write to HeadHunter’s support from the site and give the request id; only they can unlock it.',
  ),
  password_invalidated: says(
    'HeadHunter wants a new password',
    'HeadHunter has invalidated your password, and with it your tokens.',
    `Set a new password on the site, then authorize again: ${AUTHORIZE_AGAIN}.`,
  ),
  login_not_verified: says(
    'The account is not confirmed',
    'Your account at HeadHunter is not confirmed yet.',
    'Sign in to the site and confirm your e-mail or telephone there; then run this again.',
  ),
  redirect_uri_mismatch: says(
    'The redirect address differs',
    'The redirect address differs from the one saved in your application, so HeadHunter refused the code.',
    'Copy the Redirect URI from https://dev.hh.ru/admin into `redirect-uri` letter by letter, get a new code and try again.',
  ),
  refresh_token_empty: says(
    'There is no refresh token',
    'The access token has expired and no refresh token was given to renew it.',
    `Check that \`refresh-token\` is filled from its secret; if there is none, ${AUTHORIZE_AGAIN}.`,
  ),
  refresh_token_unknown: says(
    'HeadHunter does not know the refresh token',
    'HeadHunter says that this refresh token is not one of its own.',
    `Check that the secret holds the whole refresh token and not the access token; if it does, ${AUTHORIZE_AGAIN}.`,
  ),
  refresh_token_malformed: says(
    'The refresh token is damaged',
    'HeadHunter can’t read the refresh token: a part is missing or something was added.',
    `Copy it once more, whole and without quotes; if you no longer have it, ${AUTHORIZE_AGAIN}.`,
  ),
  refresh_token_spent: says(
    'The refresh token was used before',
    'This one-time refresh token was used before, and the pair that came of it is not in your secrets: its answer was lost, an earlier run could not save it and printed a recovery code, another machine uses the same pair, or an old run was started again.',
    `Look for a recovery code in what the last failed runs printed; ${either(
      'if there is none, get a new code in the browser; then run the workflow by hand and paste the code into its `auth-code` field',
      'if there is one, put it into `auth-code` and run again; if not, run `hh-resume-touch login`',
    )}.`,
  ),
  refresh_token_revoked: says(
    'The refresh token was withdrawn',
    'The refresh token no longer counts: your password expired, or access was withdrawn.',
    AGAIN,
  ),
  refresh_token_deactivated: says(
    'The password was changed',
    'Your password at HeadHunter was changed, which ended all tokens.',
    AGAIN,
  ),
  access_token_not_expired: says(
    'Too early to renew the pair',
    ({ at }) =>
      `HeadHunter does not renew the pair yet: the access token that came with this refresh token still lives${given(at, (day) => `, at the latest until ${formats.moment(day)}`)}; nothing was spent.`,
    ({ at }) =>
      `Put the access token of the same pair into its secret, or wait: ${given(at, (day) => `from ${formats.day(day)} on `) || 'at most 14 days from its issue, and '}it heals by itself.`,
  ),
  auth_code_unknown: says(
    'HeadHunter does not know the code',
    'HeadHunter does not know this authorization code: a part may be missing, or it belongs to another application.',
    NEW_CODE,
  ),
  auth_code_used: says(
    'The code was used before',
    'This authorization code was exchanged before; each works only once.',
    `Empty \`auth-code\` if your tokens work; otherwise, ${AUTHORIZE_AGAIN}.`,
  ),
  auth_code_expired: says(
    'The code has expired',
    'The authorization code has expired; it lives for minutes only.',
    NEW_CODE,
  ),
  auth_code_revoked: says(
    'The code was withdrawn',
    'HeadHunter has withdrawn this authorization code.',
    NEW_CODE,
  ),
  code_verifier_mismatch: says(
    'The code belongs to another sign-in',
    'The authorization code was made by another sign-in than the one that tried to use it.',
    'Start the sign-in again from the beginning and use the newest browser page only.',
  ),
  grant_type_unsupported: says(
    'HeadHunter does not know this kind of renewal',
    'HeadHunter did not accept the kind of token request, though its documentation names it.',
    'Check that `api-url` is `https://api.hh.ru`; if it is, please open an issue and give the request id.',
  ),
  refresh_too_early: says(
    'Too early for a new token',
    'HeadHunter says that it is too early for another token.',
    'Nothing for now: the next run tries again by itself.',
  ),
  token_forbidden: says(
    'HeadHunter forbids the token request',
    (details) => `HeadHunter refused the token request as forbidden${cause(details)}.`,
    'Check at https://dev.hh.ru/admin that the application is still active; write to HeadHunter’s support with the request id if it is.',
  ),
  token_request_refused: says(
    'HeadHunter refused the token request',
    ({ code: short, ...details }) =>
      `HeadHunter refused the token request for a reason that its documentation does not name${given(short, (name) => ` (${code(name)})`) || cause(details)}.`,
    `Run it again; if that does not help, authorize again: ${AUTHORIZE_AGAIN}.`,
  ),
  token_answer_unreadable: says(
    'The new tokens can’t be read',
    (details) =>
      `HeadHunter answered the token request, but no tokens can be read from the answer${cause(details)}. The old tokens are spent.`,
    `Authorize again: ${AUTHORIZE_AGAIN}. If it happens again, write to HeadHunter’s support with the request id.`,
  ),
}
