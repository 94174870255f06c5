// The sandbox as a workflow needs it: knows the workflow's own repository, and its access token has just expired.
// `node tools/e2e/sandbox-for-workflow.mjs FILE` stays, and keeps FILE up to date: addresses and secrets, a line
// NAME=value each, as a step's outputs are written. Run `npm run compile` before.
import { renameSync, writeFileSync } from 'node:fs'
import { createSandbox } from '../../lib/sandbox/sandbox.js'
import { populate } from '../../lib/sandbox/world.js'

const DAY = 24 * 60 * 60 * 1000
const file = process.argv[2]

const sandbox = createSandbox({ followReal: true, start: Date.now() - 15 * DAY })
const world = populate(sandbox)
world.repository.name = process.env.GITHUB_REPOSITORY ?? world.repository.name
sandbox.clock.advance(15 * DAY)
const githubToken = sandbox.github.addToken('fine-grained')
const urls = await sandbox.listen()

const write = () => {
  const lines = Object.entries({
    HH_API_URL: urls.hhUrl,
    HH_GITHUB_API_URL: urls.githubUrl,
    HH_TELEGRAM_API_URL: urls.telegramUrl,
    HH_CLIENT_ID: world.application.id,
    HH_CLIENT_SECRET: world.application.secret,
    HH_GITHUB_TOKEN: githubToken.value,
    TG_BOT_TOKEN: world.botToken,
    TG_CHAT_ID: world.chat.id,
    ...sandbox.github.secrets(),
  }).map(([name, value]) => `${name}=${value}\n`)
  // Whoever reads it meets all of it or nothing.
  writeFileSync(`${file}.new`, lines.join(''))
  renameSync(`${file}.new`, file)
}

write()
sandbox.watch((_request, phase) => {
  if (phase === 'done') write()
})
