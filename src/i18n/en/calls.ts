import type { CallReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'
import { AUTHORIZE_AGAIN } from './words.js'

export const calls: Record<CallReason, ReasonMessage> = {
  user_agent_unset: says(
    'HeadHunter saw no application name',
    'HeadHunter insists on the name of an application, and the request came without one.',
    'Leave `user-agent` empty, or give a name and a contact, such as `MyResume/1.0 (me@example.com)`; if a proxy strips the `User-Agent` header, make it stop.',
  ),
  user_agent_blacklisted: says(
    'HeadHunter refuses this application’s name',
    'The name in `user-agent` is on HeadHunter’s list of names that it does not serve.',
    'Put a name of your own with a contact into `user-agent`, such as `MyResume/1.0 (me@example.com)`.',
  ),
  bad_argument: says(
    'HeadHunter rejects a value',
    ({ name }) =>
      `HeadHunter does not accept a value that it was sent${given(name, (field) => ` (${code(field)})`)}.`,
    'Check `host` and `resume-ids`; if they are right, please open an issue and give the request id.',
  ),
  bad_request: says(
    'HeadHunter rejects the request',
    (details) => `HeadHunter rejected the request without saying why${cause(details)}.`,
    'Open the resume on the site and see whether it asks for something to be filled in or corrected; if not, please open an issue and give the request id.',
  ),
  not_found: says(
    'HeadHunter did not find it',
    'HeadHunter says that there is no such thing at this address: a resume that was deleted, or a wrong `api-url`.',
    'Check the ids in `resume-ids` against your resumes on the site, and that `api-url` is `https://api.hh.ru`.',
  ),
  method_not_allowed: says(
    'The wrong kind of request',
    (details) => `HeadHunter does not take this kind of request at this address${cause(details)}.`,
    'Check that `api-url` is `https://api.hh.ru`; if it is, look for a newer version of this action.',
  ),
  access_token_unknown: says(
    'HeadHunter does not know the access token',
    'HeadHunter does not recognize the access token.',
    `Check that the secret holds the whole token and nothing else; if it does, ${AUTHORIZE_AGAIN}.`,
  ),
  access_token_expired: says(
    'The access token has expired',
    'The access token has expired, as each does after 14 days.',
    `With its refresh token at hand it is renewed by itself; without one, ${AUTHORIZE_AGAIN}.`,
  ),
  access_token_revoked: says(
    'The access token was withdrawn',
    'The access token no longer counts: access was withdrawn, or the password was changed.',
    `If the run could not renew it, authorize again: ${AUTHORIZE_AGAIN}.`,
  ),
  application_deleted: says(
    'HeadHunter no longer knows the application',
    'HeadHunter says that the application behind your client id does not exist any more.',
    'Look at https://dev.hh.ru/admin whether it is still there; if it is gone, your tokens are gone with it, and only HeadHunter’s support or another application of your own can help.',
  ),
  user_token_expected: says(
    'This is an application’s token',
    'The access token belongs to the application itself, and HeadHunter wants one that belongs to a person.',
    `Authorize as yourself: ${AUTHORIZE_AGAIN}.`,
  ),
  forbidden: says(
    'HeadHunter forbids it',
    (details) => `HeadHunter refused the request as forbidden${cause(details)}.`,
    'Check that the tokens belong to the account that owns the resume; a dry run tells more.',
  ),
  application_may_not_touch: says(
    'This application may not touch resumes',
    'HeadHunter accepts your access token but does not let this application list or raise resumes: on 2025-12-15 it closed these methods to third-party applications; your tokens are fine, and nothing was spent.',
    'No setting can change that: use the button on the site, HeadHunter’s own Telegram bot @hh_rabota_bot or its paid auto-raise, and switch this schedule off.',
  ),
  not_an_applicant: says(
    'This is not an applicant’s account',
    'The tokens belong to an account that is no applicant’s, an employer’s perhaps, so it has no resumes.',
    `Sign in to the site as the applicant, then authorize again: ${AUTHORIZE_AGAIN}.`,
  ),
}
