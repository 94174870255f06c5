import { createInterface } from 'node:readline'
import ms from 'ms'
import { createSandbox, type Sandbox, type SandboxUrls } from '../../../sandbox/sandbox.js'
import { populate, type World } from '../../../sandbox/world.js'
import { codeOf } from '../../http/faults.js'
import type { Cli } from '../shared/cli.js'
import { settingName } from '../shared/env.js'
import { EXIT, type ExitCode } from '../shared/outcome.js'
import type { Terminal } from '../shared/terminal.js'

export interface SandboxOptions {
  /** The application has no access to resumes. */
  forbidden: boolean
  /** The first of three consecutive ports; any free ones if undefined. */
  port: number | undefined
}

/** The file for the sandbox's tokens, so that a real `.env` is not changed. */
const ENV_FILE = '.env.sandbox'

/** Runs stand-ins for HeadHunter, GitHub and Telegram until Ctrl-C. */
export async function sandbox(cli: Cli, { port, forbidden }: SandboxOptions): Promise<ExitCode> {
  const { screen, say, tools } = cli
  const standIn = createSandbox({ followReal: true, seed: tools.clock.now() % 2 ** 31 })
  const world = populate(standIn)
  world.application.applicantMethods = !forbidden
  // As for a new user: no pair yet, and a chat with the bot.
  for (const name of ['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN']) world.repository.vault.secrets.delete(name)
  standIn.telegram.say(world.chat, '/start')
  const opened = await standIn
    .listen(port === undefined ? {} : { port })
    .catch((error: unknown) => codeOf(error) ?? 'UNKNOWN')
  if (typeof opened === 'string') {
    screen.printError(say.sandbox.portTaken(port ?? 0, opened))
    return EXIT.problem
  }
  // Before the environment is printed, since a script can then send the signal at once.
  const ended = untilSignal(standIn, cli)
  show(opened, world, cli)
  await ended
  await opened.close()
  screen.note(say.sandbox.ended)
  return EXIT.done
}

function show(urls: SandboxUrls, world: World, { screen, say, json, tools, overrides }: Cli): void {
  const language = overrides.language?.value
  const environment = {
    ...environmentOf(urls, world),
    ...(language === undefined ? {} : { [settingName('language')]: language }),
  }
  if (json) {
    screen.result(environment)
    return
  }
  const { terminal } = tools
  // The whole output, if redirected (`sandbox > FILE`), is a settings file.
  const print = (sentence: string) =>
    terminal.stdout.isTTY ? screen.say(sentence) : screen.print(`# ${sentence}`)
  print(say.sandbox.started)
  print(`  HeadHunter  ${urls.hhUrl}`)
  print(`  GitHub      ${urls.githubUrl}`)
  print(`  Telegram    ${urls.telegramUrl}`)
  const isWindows = terminal.platform === 'win32'
  screen.print()
  print(isWindows ? say.sandbox.environmentPowerShell : say.sandbox.environment)
  // dotenv reads lines with `export`, too: the same text may be pasted into a shell or saved as a file.
  const set = isWindows
    ? (name: string, value: string) => `$env:${name} = '${value}'`
    : (name: string, value: string) => `export ${name}=${value}`
  for (const [name, value] of Object.entries(environment)) screen.print(set(name, value))
  screen.print()
  print(say.sandbox.orFile)
  print(say.sandbox.works)
  if (!world.application.applicantMethods) print(say.sandbox.forbidden)
  if (canType(terminal)) print(say.sandbox.clock)
  print(say.sandbox.end)
}

const environmentOf = (urls: SandboxUrls, world: World): Record<string, string> => ({
  HH_ENV_FILE: ENV_FILE,
  HH_API_URL: urls.hhUrl,
  HH_GITHUB_API_URL: urls.githubUrl,
  HH_TELEGRAM_API_URL: urls.telegramUrl,
  HH_CLIENT_ID: world.application.id,
  HH_CLIENT_SECRET: world.application.secret,
  HH_REDIRECT_URI: world.application.redirectUri,
  HH_GITHUB_TOKEN: world.githubToken.value,
  GITHUB_REPOSITORY: world.repository.name,
  TG_BOT_TOKEN: world.botToken,
  TG_CHAT_ID: String(world.chat.id),
})

/** Until Ctrl-C; a line such as `+15d` moves the sandbox's clock. */
async function untilSignal(
  { clock, watch, telegram }: Sandbox,
  { tools, screen, say, messages, verbose }: Cli,
): Promise<void> {
  const { terminal } = tools
  let shown = telegram.messages.length
  const unwatch = watch(({ route, effect, fault }, phase) => {
    if (phase !== 'done') return
    if (verbose) screen.note(`${route} ${fault ?? effect?.status ?? ''}`)
    for (const { text } of telegram.messages.slice(shown)) {
      const got = say.sandbox.telegramGot(text)
      // As a comment where the output may become a settings file.
      screen.note(terminal.stdout.isTTY ? got : got.replace(/^/gm, '# '))
    }
    shown = telegram.messages.length
  })
  const lines = canType(terminal) ? createInterface({ input: terminal.stdin, terminal: false }) : undefined
  lines?.on('line', (line) => {
    const length = durationOf(line)
    if (length === undefined) return screen.printError(say.sandbox.notUnderstood)
    clock.advance(length)
    const moved = say.sandbox.moved(messages.formats.short(clock.now()))
    if (terminal.stdout.isTTY) screen.mark('good', moved)
    else screen.print(`# ${moved}`)
  })
  await new Promise<void>((resolve) => {
    const untie = terminal.onSignal(() => {
      untie()
      resolve()
    })
  })
  lines?.close()
  unwatch()
}

/** From a terminal or a pipe; a background process that reads a terminal would be stopped. */
const canType = ({ interactive, stdin }: Terminal): boolean => interactive || !stdin.isTTY

/** `+4h`, `+15d`; undefined for anything else. */
const durationOf = (line: string): number | undefined => {
  const text = line.trim().replace(/^\+/, '')
  return /^\d{1,6}\s?(s|m|h|d)$/.test(text) ? ms(text as ms.StringValue) : undefined
}
