import type { Theme } from '../../src/reasons/index.js'

/** What a page says beyond the rows, in Markdown. */
export interface TroubleshootingPage {
  /** From the page's heading to the guides that the sections point at. */
  opening: string
  themes: Record<Theme, string>
  /** The anchor of the guide to a new code. */
  newCode: string
}

const opening = `
# Troubleshooting

[По-русски](troubleshooting.ru.md)

Each message of a run has a code, such as \`refresh_token_spent\`. Find it on this page. A code never changes its meaning. Logs
never contain tokens; a *recovery code* in a log is useless without your secrets. HeadHunter’s support asks for the
*request id* that a message shows.

## Get a new code

On your own computer, \`npx hh-resume-touch login\` does all of this. For GitHub:

1. In a browser where you are signed in to hh.ru as the applicant, open this address with your client id (and your
   redirect URI, if it is another one):
   \`https://hh.ru/oauth/authorize?response_type=code&client_id=YOUR_CLIENT_ID&redirect_uri=http%3A%2F%2Flocalhost%3A8080\`
2. Allow the access. The browser then can’t open a page on \`localhost\`: that is expected.
3. Copy the whole address from the address bar. The value of \`code\` alone works too.
4. Within a few minutes, open **Actions** in your repository, choose the workflow, press **Run workflow** and paste it into
   \`auth-code\`.

The run exchanges the code for a new token pair and saves it.

## The right to save secrets

The job’s \`GITHUB_TOKEN\` can never write secrets. A GitHub App of your own can, and it does not expire.
\`npx hh-resume-touch setup\` creates it. By hand:

1. Open <https://github.com/settings/apps/new>. Choose a name, enter any homepage, and switch *Webhook* off.
2. **Repository permissions**: *Secrets*, **Read and write**, and *Actions*, **Read-only**. For an environment’s secrets take
   *Environments*, **Read and write**, instead of *Secrets*.
3. Create it. Copy its **Client ID** and press **Generate a private key**.
4. Press **Install App** and choose only the repository with the workflow.
5. In that repository, under **Settings**, **Secrets and variables**, **Actions**, save the secrets
   \`HH_GITHUB_APP_CLIENT_ID\` and \`HH_GITHUB_APP_PRIVATE_KEY\` (the whole \`.pem\` file).
6. Pass them in the workflow as \`github-app-client-id\` and \`github-app-private-key\`.

A fine-grained token works too:

1. Open <https://github.com/settings/personal-access-tokens/new?name=hh-resume-touch&expires_in=none&secrets=write&actions=read>.
   Organizations limit how long it is valid. Runs warn 14 days before it expires.
2. **Repository access**: *Only select repositories*, and choose the one with the workflow. For an environment’s secrets
   change *Secrets* to *Environments*.
3. Create it, save it as the secret \`HH_GITHUB_TOKEN\` and pass it as \`github-token\`.
`

export const en: TroubleshootingPage = {
  opening,
  newCode: 'get-a-new-code',
  themes: {
    run: 'The run',
    resumes: 'Resumes',
    pair: 'The token pair',
    store: 'Saving the pair',
    oauth: 'HeadHunter’s answers about tokens',
    calls: 'HeadHunter’s other answers',
    network: 'The connection to HeadHunter',
    telegram: 'Telegram',
  },
}
