import type { Details, GitHubReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'

const of = ({ repository }: Details): string => given(repository, (name) => ` ${code(name)}`)

const rightOf = ({ environment }: Details): string =>
  environment === undefined ? '“Secrets: Read and write”' : '“Environments: Read and write”'

const APPS = 'https://github.com/settings/apps'
const TOKENS = 'https://github.com/settings/personal-access-tokens'
const APP_INSTEAD = 'Or use a GitHub App of your own instead of a token: `hh-resume-touch setup` makes it.'

export const github: Record<GitHubReason, ReasonMessage> = {
  repository_moved: says(
    'The repository has moved',
    ({ name, ...details }) =>
      `The repository${of(details)} was renamed or moved${given(name, (now) => `: it is ${code(now)} now`)}.`,
    'Start the workflow in the repository under its new name. On your own computer, name the new one in `--repository`.',
  ),
  repository_archived: says(
    'The repository is archived',
    (details) => `The repository${of(details)} is archived, so its secrets can’t be changed.`,
    'Unarchive it in its settings, under “Danger Zone”, or set up another repository.',
  ),
  github_address_not_allowed: says(
    'GitHub does not accept this IP address',
    'The organization has an IP allow list, and this machine’s address is not on it.',
    'Ask its owner to add the runner’s address, or use a repository of your own account.',
  ),
  github_token_needs_sso: says(
    'The GitHub token needs single sign-on',
    'The organization uses SAML single sign-on, and the token in `github-token` is not authorized for it.',
    `Open ${TOKENS} or https://github.com/settings/tokens and press “Configure SSO” at the token.`,
  ),
  github_token_lifetime_forbidden: says(
    'The GitHub token is valid for too long',
    ({ count }) =>
      `The organization accepts only tokens that expire${given(count, (days) => ` within ${days} days`) || ' sooner'}; the one in \`github-token\` expires later.`,
    ({ count }) =>
      `Make a token that expires${given(count, (days) => ` within ${days} days`) || ' sooner'} at ${TOKENS} and save it as \`HH_GITHUB_TOKEN\`. ${APP_INSTEAD}`,
  ),
  github_token_kind_forbidden: says(
    'The organization forbids this kind of token',
    'The organization does not accept tokens of the kind that is in `github-token`.',
    (details) =>
      `Make a fine-grained token with the permission ${rightOf(details)} at ${TOKENS} and save it as \`HH_GITHUB_TOKEN\`. ${APP_INSTEAD}`,
  ),
  github_token_not_approved: says(
    'The GitHub token waits for approval',
    'An owner of the organization has to approve the token in `github-token` first.',
    `Ask an owner to approve it; its state stands at ${TOKENS}. Then run the workflow again.`,
  ),
  github_app_key_refused: says(
    'GitHub refuses the App’s key',
    (details) =>
      `GitHub does not accept \`github-app-private-key\` with \`github-app-client-id\`: the key is not whole or was deleted, or it belongs to another App${cause(details)}.`,
    `Open the App at ${APPS}, generate a new private key, and save the whole file as the secret; compare the client ID, too.`,
  ),
  github_app_clock_wrong: says(
    'The clock is wrong',
    'GitHub does not accept the App’s key because this machine’s clock is wrong.',
    'Set the clock of the machine that runs this, and run it again.',
  ),
  github_app_not_installed: says(
    'The App is not installed on the repository',
    (details) => `The GitHub App is not installed on the repository${of(details)}.`,
    `Open ${APPS}, choose the App, press “Install App” and select this repository.`,
  ),
  github_app_suspended: says(
    'The App is suspended',
    (details) => `The GitHub App’s installation on the repository${of(details)} is suspended.`,
    'Open https://github.com/settings/installations, choose the App and press “Unsuspend”.',
  ),
  github_app_permission_missing: says(
    'The App lacks a permission',
    (details) =>
      `The GitHub App has no permission ${rightOf(details)} on the repository${of(details)}, or a new permission is not accepted yet.`,
    (details) =>
      `Give the App ${rightOf(details)} at ${APPS}, then accept the request at https://github.com/settings/installations.`,
  ),
}
