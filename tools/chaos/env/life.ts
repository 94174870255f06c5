import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'dotenv'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.js'
import { populate, type World } from '../../../sandbox/world.js'
import { HOUR, SECOND } from '../../../src/domain/clock.js'
import { openRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { decodeStagedPair } from '../../../src/tokens/staged-pair.js'
import { faultRule } from '../fault-rules.js'
import { count, type Tally } from '../tally.js'
import { targetOf } from '../targets.js'
import { DESTROYS, TOO_LATE_FOR_A_SIGNAL } from '../token-audit.js'
import { must } from '../violation.js'
import { Command, type CommandEnding, createPatience, filesAtRest } from './command.js'
import type { CommandPlan, EnvLifePlan, EnvStep } from './plan.js'

/** Runs a plan in a separate folder; throws a `Violation` at the first invariant that does not hold. */
export async function liveOnEnv(plan: EnvLifePlan, tally: Tally, trace: (line: string) => void = () => {}) {
  const life = new EnvLife(plan, tally, trace)
  try {
    for (const step of plan.steps) await life.step(step)
    await life.epilogue()
  } finally {
    life.close()
  }
}

/** A signal ends everything at once, except the wait for an answer that exists once, and its save. */
const SIGNAL_WITHIN = 3 * SECOND
const ANSWER_WITHIN = 40 * SECOND
const PLAIN: CommandPlan = { command: 'touch', offsetMs: 0, latencyMs: 0, faults: [], end: undefined }
const MODE = 0o640
const WATCHED_FOR = 20 * HOUR

class EnvLife {
  readonly #sandbox: Sandbox
  readonly #world: World
  readonly #cwd = mkdtempSync(join(tmpdir(), 'chaos-env-'))
  readonly #env: Record<string, string> = {}
  readonly #tally: Tally
  readonly #trace: (line: string) => void
  readonly #commands: Command[] = []
  readonly #codes: string[] = []
  #wasKilled = false
  #wasInterrupted = false
  #loggedOut = false
  #found: unknown

  constructor(plan: EnvLifePlan, tally: Tally, trace: (line: string) => void) {
    this.#tally = tally
    this.#trace = trace
    this.#sandbox = createSandbox({ seed: plan.seed, isBusy: createPatience() })
    this.#world = populate(this.#sandbox)
    const { application, pair, githubToken, repository } = this.#world
    for (const name of ['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN']) repository.vault.secrets.delete(name)
    const { hhUrl, githubUrl, telegramUrl } = this.#sandbox.urls
    const refreshToken = plan.quoted ? `"${pair.refreshToken} "` : pair.refreshToken
    const lines = {
      HH_CLIENT_ID: application.id,
      HH_CLIENT_SECRET: application.secret,
      HH_ACCESS_TOKEN: pair.accessToken,
      HH_REFRESH_TOKEN: refreshToken,
      HH_GITHUB_TOKEN: githubToken.value,
      HH_API_URL: hhUrl,
      HH_GITHUB_API_URL: githubUrl,
      HH_TELEGRAM_API_URL: telegramUrl,
    }
    const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(this.#file, ['# mine\n', ...text].join(''), { mode: MODE })
    if (plan.exported)
      Object.assign(this.#env, { HH_ACCESS_TOKEN: pair.accessToken, HH_REFRESH_TOKEN: pair.refreshToken })
    count(tally, 'env lives')
  }

  close(): void {
    rmSync(this.#cwd, { recursive: true, force: true })
  }

  get #file(): string {
    return join(this.#cwd, '.env')
  }

  get #values(): Record<string, string> {
    return parse(readFileSync(this.#file, 'utf8'))
  }

  async step({ gapMs, commands }: EnvStep): Promise<CommandEnding[]> {
    const before = this.#pairPlace()
    const began = this.#commands.length
    this.#loggedOut = false
    this.#sandbox.clock.advance(gapMs)
    const endings = await Promise.all(commands.map((plan) => this.#run(plan)))
    this.#sandbox.faults.clear()
    if (this.#found !== undefined) throw this.#found
    const now = this.#pairPlace()
    this.#trace(`the account: ${before} -> ${now}`)
    count(this.#tally, `env pair.${now}`)
    await this.#checkFolder()
    this.#checkSetup(commands, endings)
    if (before === 'none' || now !== 'none') return endings
    const excuse = this.#excuse(this.#commands.slice(began))
    must(excuse !== undefined, 'a pair in .env was lost without need', () => `it was ${before}`)
    count(this.#tally, `env loss.${excuse}`)
    return endings
  }

  /** Without further faults a touch works, or a login and a touch. */
  async epilogue(): Promise<void> {
    const gapMs = 5 * HOUR
    const safe = this.#pairPlace() === 'file'
    const [first] = await this.step({ gapMs, commands: [PLAIN] })
    if (first?.kind === 'exit' && first.code === 0) return
    must(!safe, 'advised to log in again though the pair in the file is safe', () => JSON.stringify(first))
    // An exported pair that no longer works is reported, and the person removes it.
    for (const name of Object.keys(this.#env)) delete this.#env[name]
    await this.step({ gapMs, commands: [{ ...PLAIN, command: 'login' }] })
    const [last] = await this.step({ gapMs, commands: [PLAIN] })
    must(last?.kind === 'exit' && last.code === 0, 'a login does not bring the account back', () =>
      JSON.stringify([first, last]),
    )
  }

  async #run(plan: CommandPlan): Promise<CommandEnding> {
    const { clock, faults } = this.#sandbox
    await clock.sleep(plan.offsetMs)
    const command: Command = new Command({
      ...{ sandbox: this.#sandbox, cwd: this.#cwd, env: this.#env, git: this.#git, plan },
      argv: this.#argvOf(plan),
      onBegun: (one, target, body) => this.#onBegun(one, target, body),
    })
    this.#commands.push(command)
    for (const fault of plan.faults) {
      const rule = faultRule(fault, clock.now())
      faults.add({ ...rule, match: (request) => targetOf(request) === fault.target })
    }
    count(this.#tally, `env command.${plan.command}`)
    const ending = await command.run()
    this.#conclude(command, ending)
    return ending
  }

  get #git(): Record<string, string> {
    return {
      'remote get-url origin': `https://github.com/${this.#world.repository.name}.git`,
      'rev-parse --show-toplevel': this.#cwd,
      'rev-parse --is-inside-work-tree': 'true',
    }
  }

  #argvOf({ command }: CommandPlan): string[] {
    const { headHunter } = this.#sandbox
    if (command === 'login') return ['login', '--code', headHunter.authorizationCode().code]
    if (command === 'watch') return ['touch', '--watch']
    if (command === 'logout') this.#loggedOut = true
    if (command === 'setup') return ['setup', '--no-browser']
    if (command !== 'code') return [command]
    const { code } = headHunter.authorizationCode()
    const text = readFileSync(this.#file, 'utf8').replace(/^HH_AUTH_CODE=.*\n/m, '')
    // A person's editor takes no lock, so the file is edited only while no command runs.
    if (this.#commands.every(({ over }) => over)) writeFileSync(this.#file, `${text}HH_AUTH_CODE=${code}\n`)
    return ['touch']
  }

  #onBegun(command: Command, target: string, body: string): void {
    const isFirst = command.requests.size === 0 && command.options.plan.command === 'watch'
    // A watch has no other end.
    if (isFirst) void this.#sandbox.clock.sleep(WATCHED_FOR).then(() => command.signal())
    if (target !== 'token' || !body.includes('refresh_token')) return
    const others = this.#commands.filter((other) => other !== command && !other.over)
    try {
      must(!others.some(({ isRefreshing }) => isRefreshing), 'two renew the pair of one file at once')
    } catch (error) {
      this.#found ??= error
    }
  }

  #conclude(command: Command, ending: CommandEnding): void {
    const { plan } = command.options
    const asked = [...command.requests].map(
      ([{ status, fault }, target]) => `${target} ${status ?? '-'}${fault ? ` (${fault})` : ''}`,
    )
    this.#trace(
      `${plan.command}: ${JSON.stringify({ ...ending, asked, printed: command.printed.slice(-600) })}`,
    )
    if (this.#found !== undefined) throw this.#found
    this.#wasKilled ||= command.killed
    this.#wasInterrupted ||= command.signalledAt !== undefined
    this.#codes.push(...(command.printed.match(/hhrc1\.[\w-]+/g) ?? []))
    must(ending.kind !== 'crashed', 'a command threw', () =>
      String((ending as { error: Error }).error?.stack),
    )
    must(!/\n\s+at .+:\d+:\d+/.test(command.printed), 'a command printed a stack trace')
    for (const secret of this.#secrets())
      must(!command.printed.includes(secret), 'a command printed a secret')
    const lasted = command.endedAt - (command.signalledAt ?? command.endedAt)
    const spends = [...command.requests.values()].includes('token')
    must(
      lasted <= (spends ? ANSWER_WITHIN : SIGNAL_WITHIN),
      'a signal did not end a command',
      () => plan.command,
    )
    count(this.#tally, ending.kind === 'exit' ? `env exit.${ending.code}` : 'env ended.killed')
    if (ending.kind !== 'exit') return
    const wasLetIn = command.answers.some(
      ({ target, response }) => target === 'resumes' && response.status < 300,
    )
    const mustBeLetIn = ['touch', 'resumes', 'login'].includes(plan.command) && ending.code === 0
    const isSkipped = command.printed.includes('refreshed_elsewhere')
    must(
      !mustBeLetIn || wasLetIn || isSkipped,
      'done, and HeadHunter accepted no access token',
      () => plan.command,
    )
  }

  #secrets(): string[] {
    const { headHunter, github } = this.#sandbox
    return [
      ...[...headHunter.state.byAccessToken.values()].flatMap((pair) => [
        pair.accessToken,
        pair.refreshToken,
      ]),
      ...headHunter.state.codes.keys(),
      this.#world.application.secret,
      ...github.state.tokens.keys(),
    ]
  }

  /** With no other command at work, a setup that succeeds has written a working pair to the repository's secrets. */
  #checkSetup([first, ...others]: CommandPlan[], [ending]: CommandEnding[]): void {
    if (first?.command !== 'setup' || others.length > 0 || ending?.kind !== 'exit' || ending.code !== 0)
      return
    // A pair that an earlier setup wrote can't be read, and can have been revoked meanwhile.
    if (![...(this.#commands.at(-1)?.requests.values() ?? [])].includes('refresh_secret')) return
    const saved = this.#sandbox.github.secret('HH_REFRESH_TOKEN')?.value
    must(this.#works(saved), 'setup wrote a pair that does not work')
  }

  #works(text = ''): boolean {
    return this.#sandbox.headHunter.refreshable(decodeStagedPair(text)?.refreshToken ?? text.trim())
  }

  /** Where a working pair is. */
  #pairPlace(): 'file' | 'environment' | 'github' | 'code' | 'none' {
    const { github } = this.#sandbox
    const values = this.#values
    if (this.#works(values.HH_REFRESH_TOKEN)) return 'file'
    if (this.#works(this.#env.HH_REFRESH_TOKEN)) return 'environment'
    if (this.#works(github.secret('HH_REFRESH_TOKEN')?.value)) return 'github'
    const keys = {
      clientSecret: this.#world.application.secret,
      oldAccessTokens: [values.HH_ACCESS_TOKEN ?? '', this.#env.HH_ACCESS_TOKEN ?? ''],
    }
    return this.#codes.some((code) => this.#works(openRecoveryCode(code, keys)?.refreshToken))
      ? 'code'
      : 'none'
  }

  /** The mode stays, and no files are left except by processes that were ended early. */
  async #checkFolder(): Promise<void> {
    await filesAtRest()
    must((statSync(this.#file).mode & 0o777) === MODE, 'the mode of .env has changed')
    // A process removes its files when it ends, which does not happen for a frozen one here.
    const left = readdirSync(this.#cwd).filter((name) => /^\.env\..*(lock|tmp)$/.test(name))
    const isExcused = this.#wasKilled || this.#wasInterrupted
    must(isExcused || left.length === 0, 'something was left beside .env', () => left.join(' '))
  }

  #excuse(commands: Command[]): string | undefined {
    if (this.#loggedOut) return 'person'
    for (const { requests, killed, signalledAt } of commands) {
      for (const [request, target] of requests) {
        if (target !== 'token' || request.effect?.status !== 200) continue
        if (killed) return 'killed'
        const { fault = '' } = request
        const isTooLate = signalledAt !== undefined && TOO_LATE_FOR_A_SIGNAL.test(fault)
        if (DESTROYS.test(fault) || isTooLate) return 'answer never came'
      }
    }
    return undefined
  }
}
