import type { TroubleshootingPage } from './troubleshooting.js'

const opening = `
# Troubleshooting

[По-русски](troubleshooting.ru.md)

Each mark that a run leaves has a code, such as \`refresh_token_spent\`. Look for it on this page: it says what happened and
what to do. A code never changes its meaning. Where HeadHunter gave a request id, the run shows it: HeadHunter’s support
asks for it. Before you show a log to anyone, know that tokens are never in it; a *recovery code* may be, and it is of no
use to anyone without your secrets.

## Authorize again

Many sections end here. It takes two minutes and a browser.

On your own computer: \`hh-resume-touch login\` does it all. For GitHub:

1. Open this address in a browser where you are signed in to hh.ru as the applicant, with your own client id in it (and
   your own redirect URI, if it is another one):
   \`https://hh.ru/oauth/authorize?response_type=code&client_id=YOUR_CLIENT_ID&redirect_uri=http%3A%2F%2Flocalhost%3A8080\`
2. Allow the access. The browser then says that it can’t open a page on \`localhost\`: that is as it should be.
3. In the address bar, copy what stands between \`code=\` and the next \`&\` (or the end).
4. Within a few minutes: in your repository open **Actions**, choose the workflow, press **Run workflow** and paste the
   code into the field \`auth-code\`.

The run exchanges the code for a new token pair and saves it; from then on all goes by itself again.

## A GitHub token that may save secrets

The job’s own \`GITHUB_TOKEN\` can never write secrets, so a token of your own is needed:

1. Open <https://github.com/settings/personal-access-tokens/new>. Give it a name and the longest life on offer.
2. **Repository access**: *Only select repositories*, and choose the one with the workflow.
3. **Permissions**, *Repository permissions*: *Secrets*, **Read and write**. If the workflow names an \`environment\`, the
   permission is *Environments*, **Read and write**.
4. Create it and copy it: GitHub shows it only once.
5. In the repository: **Settings**, **Secrets and variables**, **Actions**, **New repository secret**, with the name
   \`HH_GITHUB_TOKEN\`.

Put its last day into your calendar. A run warns 14 days ahead, too.
`

export const en: TroubleshootingPage = {
  opening,
  happened: '*What happened*',
  todo: '*What to do*',
  stepByStep: 'Step by step: [Authorize again](#authorize-again).',
  themes: {
    run: 'The run',
    resumes: 'Resumes',
    pair: 'The token pair',
    store: 'Saving the pair',
    oauth: 'HeadHunter’s answers about tokens',
    calls: 'HeadHunter’s answers about everything else',
    network: 'The way to HeadHunter',
    telegram: 'Telegram',
  },
  more: {
    invalid_inputs:
      'The most common cause is a secret that is missing or misspelt: GitHub hands over an empty text for a secret that does not exist, and says nothing. Compare the names under **Settings**, **Secrets and variables**, **Actions** with those in the workflow file, letter by letter. A workflow that was started from a fork gets no secrets at all.',
    unexpected_error:
      'Set the repository variable `ACTIONS_STEP_DEBUG` to `true` (**Settings**, **Secrets and variables**, **Actions**, **Variables**) and press **Run workflow**: the log then tells each request’s route, status and duration, and nothing secret. Put that and the version into the issue.',
    too_early:
      'This is no fault: a run that comes too early is green. To lose less time between the moment when a touch becomes possible and the touch itself, let runs wait a little with `max-wait`.',
    not_in_account:
      'The id is the long row of letters and digits in the address of your resume’s page, after `/resume/`. With `resume-ids: all` you need none: every published resume is touched.',
    cannot_publish:
      'HeadHunter wants some fields filled in before it raises a resume, and changes its mind from time to time about which. `hh-resume-touch status` on your own computer lists what is missing and the moderator’s notes.',
    save_failed:
      'The code is sealed with your client secret and the access token that was just replaced, and that token still stands in its secret. So don’t touch the secrets of both tokens before the code is used. Paste the code into `auth-code`, not into a secret: the run that gets it first asks HeadHunter whether it is still ok, and so can’t bury a newer pair. There is no signal of minutes, yet do it soon: as long as it isn’t done, every run is red.',
    recovery_code_unreadable:
      'Three things must be as they were in the run that printed the code: the code itself, from `hhrc1.` to its last letter; `client-secret`; and the secret with the access token. If one of them was changed, nobody can open the code any more.',
    refresh_token_spent:
      'A refresh token works once. HeadHunter answers with a new pair, and this program saves it before it does anything else. When HeadHunter says that the token was used before and the secrets hold no newer pair, one of these is the cause:\n\n- an earlier run could not save the pair and printed a recovery code: look through the red runs before this one; [save_failed](#save_failed) tells what to do with it;\n- the answer of HeadHunter was lost on its way, or the machine died in the second between the answer and the saving;\n- the same pair is used in two places, such as GitHub and your own computer: give each a pair of its own by authorizing once for each;\n- somebody pressed **Re-run** on an old run, or put old values back into the secrets.',
    refresh_answer_lost:
      'This is one of the two losses that no program can prevent; the other is a machine that is switched off between HeadHunter’s answer and the first write. Your account and resumes are in no danger: only the tokens are.',
    partner_missing:
      'HeadHunter renews a pair only after its access token has expired, 14 days after it was issued. So if the access token in your secrets is not the one that came with the refresh token, there is nothing to be done with the refresh token until then. If you authorize again instead, all works at once.',
    refreshed_elsewhere:
      'Two runs were on their way at once, or a run waited in the queue while another one renewed the pair. GitHub hands the secrets to a run when it is queued, so the later one still held the old pair. The workflow in the README has a `concurrency` group, which makes this rare.',
    github_token_missing:
      'See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    github_token_is_job_token:
      'No line under `permissions:` changes this: GitHub has no permission by that name for the job’s token. See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    github_token_cannot_write:
      'Secrets of an environment need the permission *Environments*, secrets of the repository the permission *Secrets*; both *Read and write*. See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    github_token_refused:
      'An expired token can’t be revived, but “Regenerate token” on its page makes a new one with the same rights. See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    secrets_not_found:
      'GitHub says “not found” of everything that a token may not see, so a wrong name and a missing right look the same. If the secrets belong to an environment, the job in the workflow file has to name the same `environment:`.',
    refresh_token_secret_missing:
      'GitHub gives a job the secret of the environment before that of the repository, and that before the organization’s. So a new pair that is saved to the repository is hidden by an old one in the environment; an organization’s old pair, on the other hand, is hidden by the new one in the repository, but only there: another repository that uses the same organization’s secrets goes on with a pair that is spent. Each repository needs a pair of its own.',
    application_may_not_touch:
      'On 2025-12-15 HeadHunter ended the methods for applicants in its API for third-party applications. Your tokens still work for reading your profile, which is why the sign-in succeeds; listing and raising resumes does not. Whether some older applications kept that access is not known. Nobody can lend you theirs: that breaks HeadHunter’s rules and puts your account into strange hands. What remains:\n\n- the button on the resume’s page on the site, every four hours;\n- HeadHunter’s own Telegram bot [@hh_rabota_bot](https://t.me/hh_rabota_bot);\n- HeadHunter’s paid auto-raise.',
    address_filtered:
      'Data centres share their addresses with all kinds of programs, so the guard before HeadHunter distrusts them at times. A dry run (`dry-run: true`) shows whether the address gets through without changing anything. A self-hosted runner on your own line, or the terminal command with cron, avoids it for good.',
    redirect_uri_mismatch:
      'Scheme, host, port and a slash at the end all count: `http://localhost:8080` and `http://localhost:8080/` may be two different things to HeadHunter. Both sign-in and exchange have to use the same one.',
    telegram_chat_not_found:
      'A bot can’t write to a person first. Open it in Telegram and press “Start” once. To find your chat’s number, write something to the bot and let `hh-resume-touch setup` look it up.',
  },
}
