import type { Details, StoreReason } from '../../domain/diagnostic.js'
import { atTerminal } from '../place.js'
import type { ReasonMessage } from '../types.js'
import { github } from './github.js'
import { cause, code, given, says } from '../words.js'
import { formats } from './words.js'

const there = ({ repository, environment }: Details): string =>
  environment === undefined
    ? given(repository, (name) => ` of ${code(name)}`)
    : ` of environment ${code(environment)}${given(repository, (name) => ` in ${code(name)}`)}`

/** The right to ask for, in the words of GitHub's settings page. */
const right = ({ environment }: Details): string =>
  environment === undefined ? '“Secrets: Read and write”' : '“Environments: Read and write”'

const makeToken = (details: Details): string =>
  `make a fine-grained token at https://github.com/settings/personal-access-tokens/new for this one repository with the permission ${right(details)}, and save it as ${atTerminal('`HH_GITHUB_TOKEN` in `.env`', 'the secret `HH_GITHUB_TOKEN`')}`

export const store: Record<StoreReason, ReasonMessage> = {
  ...github,
  github_token_missing: says(
    'Nothing can save the next token pair',
    'No GitHub token was given, so the next token pair, due within 14 days, could not be saved.',
    (details) => `Before then, ${makeToken(details)}; the workflow hands it over as \`github-token\`.`,
  ),
  github_token_refused: says(
    'GitHub refuses the token',
    (details) =>
      `GitHub does not accept the token in \`github-token\`: it has expired, was deleted or is not whole${cause(details)}.`,
    (details) => `Renew it, or ${makeToken(details)}.`,
  ),
  github_token_cannot_write: says(
    'The GitHub token may not write secrets',
    (details) =>
      `The token in \`github-token\` may not write the secrets${there(details)}${given(details.permission, (needed) => `; GitHub asks for ${code(needed)}`)}.`,
    (details) =>
      `Give it the permission ${right(details)} for this repository, at https://github.com/settings/personal-access-tokens (a classic token needs \`repo\`).`,
  ),
  github_token_is_job_token: says(
    'The job’s own token can’t save secrets',
    'The token in `github-token` is the job’s own `GITHUB_TOKEN`, which can never write secrets, whatever permissions it is given.',
    (details) => `Instead, ${makeToken(details)}; the workflow hands it over as \`github-token\`.`,
  ),
  github_token_expires_soon: says(
    'The GitHub token expires soon',
    ({ at }) =>
      `The GitHub token that saves your token pair ends ${given(at, (end) => `on ${formats.day(end)}`) || 'soon'}; after that a new pair could not be saved.`,
    ({ at }) =>
      `Before ${given(at, (end) => formats.day(end)) || 'it ends'} press “Regenerate token” on its page at https://github.com/settings/personal-access-tokens and save the new one as \`HH_GITHUB_TOKEN\`.`,
  ),
  secrets_not_found: says(
    'The secrets were not found',
    (details) =>
      `GitHub shows this token no secrets${there(details)}: the repository or the environment has another name, or the token does not cover it.`,
    (details) =>
      `Check the spelling${given(details.environment, () => ' of `environment`')}, and that the token was made for this repository with the permission ${right(details)}.`,
  ),
  refresh_token_secret_missing: says(
    'The next token pair would be saved elsewhere',
    ({ name, ...place }) =>
      `This run was given a refresh token, but the secret that its successor will be saved in, ${code(name ?? 'HH_REFRESH_TOKEN')}${there(place)}, does not exist: the workflow reads the token from another place, where the next run would look for the new one in vain.`,
    'If the workflow reads it from an environment, put that environment’s name into `environment`; if from a secret of another name, put the names of both into `access-token-secret` and `refresh-token-secret`; an organization’s secrets work as they are if only this repository uses them.',
  ),
  github_unreachable: says(
    'GitHub can’t be reached',
    (details) => `GitHub’s secrets could not be reached${cause(details)}.`,
    'Nothing for now: the next run tries again by itself; https://www.githubstatus.com tells whether GitHub is in trouble.',
  ),
  github_rate_limited: says(
    'GitHub asks for a pause',
    (details) => `GitHub received too many requests from this token${cause(details)}.`,
    'Nothing for now: the next run tries again by itself; if it keeps happening, give this workflow a token of its own.',
  ),
  github_answer_unexpected: says(
    'An unknown answer from GitHub',
    (details) => `GitHub answered in a way that was not expected${cause(details)}.`,
    'Check `github-api-url` if you set it; if it keeps happening, look for a newer version of this action.',
  ),
  probe_not_deleted: says(
    'The probe secret was left behind',
    ({ name }) =>
      `The secret ${code(name ?? 'HH_RESUME_TOUCH_PROBE')}, written to see whether saving works, could not be deleted; it holds nothing of value.`,
    'Nothing to do: the next run overwrites and deletes it; you may delete it in the repository’s settings.',
  ),
  repository_unknown: says(
    'It is not clear where to save',
    'The repository whose secrets are to be written is not known: `GITHUB_REPOSITORY` is missing or has no `owner/name` in it.',
    'Run it in GitHub Actions, or use the terminal command, which keeps the tokens in its `.env` file.',
  ),
  env_file_not_writable: says(
    'The .env file can’t be written',
    ({ name, code: short }) =>
      `The file ${code(name ?? '.env')} or its folder can’t be written${given(short, (why) => ` (${why})`)}, so a new token pair could not be saved.`,
    'Give your user the right to write the file and its folder, and see that the disk is not full; then start it again.',
  ),
  env_file_locked: says(
    'Another run uses the .env file',
    ({ name }) =>
      `Another run is using ${code(name ?? '.env')} at this moment, and two must not renew the same pair.`,
    'Wait for the other run to end, or stop it; then start this one again.',
  ),
}
