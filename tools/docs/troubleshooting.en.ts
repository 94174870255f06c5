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
}
