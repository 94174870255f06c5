import type { ResumeReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { code, given, says } from '../words.js'
import { formats } from './words.js'

export const resumes: Record<ResumeReason, ReasonMessage> = {
  touched: says('touched', 'The resume was touched and stands on top of the search again.', 'Nothing to do.'),
  touched_unverified: says(
    'touched, not verified',
    'HeadHunter accepted the touch, but the list could not be read again to see its effect.',
    'Nothing to do; the next run shows the new date.',
  ),
  too_early: says(
    'too early',
    ({ at }) =>
      `HeadHunter allows one touch in four hours${given(at, (next) => `; the next one is possible on ${formats.moment(next)}`)}.`,
    'Nothing to do: a later run touches it.',
  ),
  dry_run: says(
    'would be touched',
    'This was a dry run: a real one would have touched the resume now.',
    'Set `dry-run` to `false` when you are content with what you see.',
  ),
  not_in_account: says(
    'not in this account',
    'This account has no resume with this id.',
    'Copy the id from the address of the resume’s page on the site into `resume-ids`, and check that the tokens belong to the same account.',
  ),
  not_published: says(
    'not published',
    'The resume is not published, so it was left alone: a touch would have published it.',
    'Publish it yourself on the site if employers are to see it, or take its id out of `resume-ids`.',
  ),
  blocked: says(
    'blocked by HeadHunter',
    'HeadHunter’s moderators have blocked the resume.',
    'Open it on the site, correct what the moderator’s note says and send it in again.',
  ),
  on_moderation: says(
    'being moderated',
    'The resume is with HeadHunter’s moderators and can’t be touched until they are done.',
    'Wait until they are done: the next runs try again by themselves.',
  ),
  status_unknown: says(
    'in an unknown state',
    ({ code: state }) =>
      `HeadHunter gives the resume a state that this version does not know${given(state, (name) => ` (${code(name)})`)}, so it was left alone.`,
    'See on the site how the resume is; if all is well there, look for a newer version of this action.',
  ),
  cannot_publish: says(
    'can’t be touched',
    'HeadHunter did not accept the touch: something mandatory is not filled in, or a correction is awaited.',
    'Open the resume on the site, fill in what it asks for and save it.',
  ),
  not_effective: says(
    'the touch had no effect',
    'HeadHunter accepted the touch, but the date of the resume did not change.',
    'See on the site whether the resume can be raised there; the next run tries again.',
  ),
}
