import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { parse as parseYaml } from 'yaml'
import type { TokenKind } from '../../sandbox/github/tokens.js'
import { tokenLink } from '../../src/cli/setup/rights.js'
import { RECOMMENDED, WORKFLOW_PATH } from '../../src/cli/setup/workflow.js'
import { Abandoned } from '../../src/cli/shared/prompts.js'
import { gitHubStoreFor, guardCollaborators, headHunterFor } from '../../src/compose.js'
import { createShutdown } from '../../src/domain/shutdown.js'
import { cliMessages } from '../../src/i18n/cli/index.js'
import { run } from '../../src/run.js'
import { type InputName, readSettings } from '../../src/settings/settings.js'
import { expectContractsKept } from '../contracts/validator.js'
import { clicking } from '../support/clicks.js'
import { createRecorder } from '../support/recorder.js'
import { createStage, envFileOf, patientClock, type Stage, type StageOptions } from './stage.js'

let stage: Stage
afterEach(() => {
  stage.close()
  // Whatever was asked and answered is as GitHub and HeadHunter describe it.
  expectContractsKept(stage.sandbox)
})

const REPOSITORY = 'applicant/resume-touch'
const DAY = 86_400_000

/** A newcomer's working copy, the repository without secrets. */
const begin = (options: StageOptions = {}) => {
  stage = createStage(options)
  for (const name of ['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN'])
    stage.world.repository.vault.secrets.delete(name)
  stage.sandbox.github.writes.length = 0
  stage.git = {
    'remote get-url origin': `https://github.com/${REPOSITORY}.git`,
    'rev-parse --show-toplevel': stage.cwd,
    'rev-parse --is-inside-work-tree': 'true',
  }
}
/** The same with everything in `.env`. */
const beginReady = (options: StageOptions = {}) => {
  begin(options)
  stage.write('.env', `${stage.read('.env')}HH_GITHUB_TOKEN=${stage.world.githubToken.value}\n`)
}
const values = () => parse(stage.read('.env'))
const secrets = () => stage.sandbox.github.secrets()
const workflow = () => stage.read(WORKFLOW_PATH)
const withoutPair = () => stage.read('.env').replace(/HH_(ACCESS|REFRESH)_TOKEN=.*\n/g, '')
const writes = () =>
  stage.sandbox.github.writes.filter(({ name, action }) => action !== 'deleted' && !/PROBE/.test(name))
const namesWritten = (since: number) =>
  writes()
    .slice(since)
    .map(({ name }) => name)

/** The inputs that the workflow hands over, as GitHub fills them in. */
function inputsOfWorkflow(text = workflow()): Partial<Record<InputName, string>> {
  const { with: inputs } = parseYaml(text).jobs.touch.steps[0]
  return Object.fromEntries(
    Object.entries<string>(inputs).map(([name, value]) => {
      const secret = /^\$\{\{ secrets\.(\w+) \}\}$/.exec(value)?.[1]
      if (secret !== undefined) return [name, secrets()[secret] ?? '']
      return [name, `${value}`.startsWith('${{') ? '' : value]
    }),
  )
}

/** One run of the workflow, on the sandbox. */
async function runAction(text?: string) {
  const { sandbox } = stage
  // The runner says where GitHub's API is.
  const inputs = { ...inputsOfWorkflow(text), 'github-api-url': sandbox.urls.githubUrl }
  const read = readSettings({ read: (name) => (inputs as never)[name] ?? '', nameOf: (name) => name })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const shutdown = createShutdown()
  const collaborators = guardCollaborators(
    { transport: sandbox.transport(), clock: sandbox.clock, reporter: createRecorder() },
    shutdown,
  )
  return run(
    { settings: read.settings, byHand: false },
    {
      ...collaborators,
      shutdown,
      headHunter: headHunterFor(read.settings, collaborators),
      store: gitHubStoreFor(read.settings, REPOSITORY, collaborators),
    },
  )
}

describe('setup on GitHub, without questions', () => {
  test('what it wrote makes the Action’s next run touch, and rotate a fortnight later', async () => {
    beginReady()
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain(`Commit and push:\n  git add ${WORKFLOW_PATH} .gitignore && git commit`)
    const report = await runAction()
    expect(report.resumes.map(({ outcome }) => outcome)).toEqual(['touched', 'touched', 'touched'])
    expect(report.diagnostics).toEqual([])
    stage.sandbox.clock.advance(15 * DAY)
    expect(await runAction()).toMatchObject({ tokensRotated: true, diagnostics: [] })
    expect(secrets().HH_ACCESS_TOKEN).not.toBe(stage.world.pair.accessToken)
  })

  test('the pair moves: it is in one place only', async () => {
    beginReady()
    await stage.run('setup')
    expect(values()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '' })
    expect(secrets()).toMatchObject({
      HH_ACCESS_TOKEN: stage.world.pair.accessToken,
      HH_REFRESH_TOKEN: stage.world.pair.refreshToken,
    })
    expect(secrets().HH_RESUME_TOUCH_PROBE).toBeUndefined()
  })

  test('the environment still holds the pair from before: the renewed one in the file is what arrives', async () => {
    beginReady()
    const { accessToken, refreshToken } = stage.world.pair
    Object.assign(stage.env, { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    stage.sandbox.clock.advance(15 * DAY)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(stage.sandbox.headHunter.refreshable(secrets().HH_REFRESH_TOKEN ?? '')).toBe(true)
    expect(values()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '' })
  })

  test('a pair in the file that differs from the one that moves is kept', async () => {
    beginReady()
    const exported = stage.sandbox.headHunter.issuePair()
    const { accessToken, refreshToken } = exported
    Object.assign(stage.env, { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets()).toMatchObject({ HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    expect(values().HH_REFRESH_TOKEN).toBe(stage.world.pair.refreshToken)
  })

  test('a pair that another process renews meanwhile is the one that arrives', async () => {
    beginReady()
    const newer = stage.sandbox.headHunter.issuePair()
    // `touch` saves P1 while P0 is on its way to GitHub.
    stage.sandbox.watch(({ route, path }, phase) => {
      if (phase !== 'done' || !route.startsWith('PUT ') || !path.endsWith('HH_REFRESH_TOKEN')) return
      if (values().HH_REFRESH_TOKEN !== stage.world.pair.refreshToken) return
      stage.write(
        '.env',
        `${withoutPair()}HH_ACCESS_TOKEN=${newer.accessToken}\nHH_REFRESH_TOKEN=${newer.refreshToken}\n`,
      )
    })
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('were renewed meanwhile')
    expect(secrets()).toMatchObject({
      HH_ACCESS_TOKEN: newer.accessToken,
      HH_REFRESH_TOKEN: newer.refreshToken,
    })
    expect(values()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '' })
  })

  /** Another process changes the file while the first secret is written. */
  const meanwhile = (change: () => void) => {
    let isDone = false
    stage.sandbox.watch(({ path }, phase) => {
      if (isDone || phase !== 'done' || !path.endsWith('HH_CLIENT_ID')) return
      isDone = true
      change()
    })
  }

  test('a pair that was renewed before it was its turn: the old one is never written', async () => {
    beginReady()
    const newer = stage.sandbox.headHunter.issuePair()
    meanwhile(() =>
      stage.write(
        '.env',
        `${withoutPair()}HH_ACCESS_TOKEN=${newer.accessToken}\nHH_REFRESH_TOKEN=${newer.refreshToken}\n`,
      ),
    )
    expect((await stage.run('setup')).exit).toBe(0)
    const written = writes().filter(({ name }) => name === 'HH_REFRESH_TOKEN')
    expect(written.map(({ value }) => value)).toEqual([newer.refreshToken])
  })

  test('a pair that was taken out of the file meanwhile is not written', async () => {
    beginReady()
    meanwhile(() => stage.write('.env', withoutPair()))
    const { exit } = await stage.run('setup', '--yes')
    expect(exit).toBe(3)
    expect(secrets()).not.toHaveProperty('HH_REFRESH_TOKEN')
  })

  test('a pair that was taken out of the file right after it was written is not called renewed', async () => {
    beginReady()
    stage.sandbox.watch(({ route, path }, phase) => {
      if (phase === 'done' && route.startsWith('PUT ') && path.endsWith('HH_REFRESH_TOKEN'))
        stage.write('.env', withoutPair())
    })
    const { exit, stdout } = await stage.run('setup', '--yes')
    expect(exit).toBe(3)
    expect(stdout).not.toContain('were renewed meanwhile')
  })

  test('a pair of the environment is written; another one in the file stays', async () => {
    beginReady()
    const pair = stage.sandbox.headHunter.issuePair()
    Object.assign(stage.env, { HH_ACCESS_TOKEN: pair.accessToken, HH_REFRESH_TOKEN: pair.refreshToken })
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets().HH_REFRESH_TOKEN).toBe(pair.refreshToken)
    expect(values().HH_REFRESH_TOKEN).toBe(stage.world.pair.refreshToken)
  })

  test('--keep-pair leaves it, with a warning', async () => {
    beginReady()
    expect((await stage.run('setup', '--keep-pair')).stdout).toContain('Use them in one place only')
    expect(values().HH_ACCESS_TOKEN).toBe(stage.world.pair.accessToken)
  })

  test('run again, it writes what is at hand once more, and never the pair', async () => {
    beginReady()
    await stage.run('setup')
    const [before, text] = [writes().length, workflow()]
    stage.git[`check-ignore --quiet ${join(stage.cwd, '.env')}`] = ''
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(namesWritten(before)).toEqual(['HH_CLIENT_ID', 'HH_CLIENT_SECRET', 'HH_GITHUB_TOKEN'])
    expect(workflow()).toBe(text)
    expect(stdout).toContain('already (`--force` gets new ones)')
    expect(stdout).toContain('is there and as it should be')
    expect(stdout).not.toContain('Commit and push')
  })

  test('a new login is the change that a second run carries over', async () => {
    beginReady()
    await stage.run('setup')
    const pair = stage.sandbox.headHunter.issuePair()
    stage.write(
      '.env',
      `${stage.read('.env')}HH_ACCESS_TOKEN=${pair.accessToken}\nHH_REFRESH_TOKEN=${pair.refreshToken}\n`,
    )
    const before = writes().length
    expect((await stage.run('setup')).exit).toBe(0)
    expect(namesWritten(before)).toEqual(expect.arrayContaining(['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN']))
    expect(secrets().HH_REFRESH_TOKEN).toBe(pair.refreshToken)
  })

  test('a pair in the file that HeadHunter refuses never replaces the repository’s', async () => {
    beginReady()
    await stage.run('setup', '--keep-pair')
    stage.sandbox.clock.advance(15 * DAY)
    await runAction()
    const valid = secrets()
    const { exit } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(2)
    expect(secrets()).toEqual(valid)
  })

  test('--force writes everything anew', async () => {
    beginReady()
    await stage.run('setup', '--keep-pair')
    const before = writes().length
    stage.write(WORKFLOW_PATH, 'mine')
    expect((await stage.run('setup', '--keep-pair', '--force')).exit).toBe(0)
    expect(writes().length - before).toBe(5)
    expect(workflow()).toContain('name: Touch resumes')
  })

  test('a workflow that the person changed stays', async () => {
    beginReady()
    mkdirSync(join(stage.cwd, '.github/workflows'), { recursive: true })
    stage.write(WORKFLOW_PATH, 'mine')
    expect((await stage.run('setup')).stdout).toContain('was changed, and stays')
    expect(workflow()).toBe('mine')
  })

  test('an environment’s secrets', async () => {
    beginReady()
    expect((await stage.run('setup', '--environment', 'production')).exit).toBe(0)
    expect(secrets()).toEqual({})
    expect(stage.sandbox.github.secrets({ environment: 'production' }).HH_CLIENT_ID).toBe(
      stage.world.application.id,
    )
    // The sandbox is no github.com, where it would be kept out of the repository's deployments.
    expect(workflow()).toContain('    environment: production\n    steps:')
    expect(inputsOfWorkflow().environment).toBe('production')
  })

  test('settings that differ from the defaults go into the workflow, Telegram and ids into secrets', async () => {
    beginReady()
    const id = stage.world.resumes[0]?.id ?? ''
    const lines = [
      `HH_RESUME_IDS=${id}`,
      `TG_BOT_TOKEN=${stage.world.botToken}`,
      `TG_CHAT_ID=${stage.world.chat.id}`,
    ]
    stage.write(
      '.env',
      `${stage.read('.env')}HH_LANGUAGE=ru\nHH_MAX_WAIT=1h\nHH_HOST=rabota.by\nHH_TIME_ZONE=Asia/Tbilisi\nHH_NOTIFY=changes\n${lines.join('\n')}\n`,
    )
    expect((await stage.run('setup', '--schedule', '7 6-20 * * *')).exit).toBe(0)
    expect(inputsOfWorkflow()).toMatchObject({
      language: 'ru',
      host: 'rabota.by',
      'time-zone': 'Asia/Tbilisi',
      'max-wait': '1h',
      'resume-ids': id,
    })
    expect(workflow()).toContain("- cron: '7 6-20 * * *'")
    expect(workflow()).toContain('timeout-minutes: 75')
    expect(workflow()).toContain('description: Всё проверить')
    expect(workflow()).not.toContain('notify')
    expect(secrets()).toMatchObject({ TG_CHAT_ID: String(stage.world.chat.id), HH_RESUME_IDS: id })
    expect((await runAction()).resumes).toHaveLength(1)
  })

  test.each([true, false])('one schedule, private or not (%s)', async (isPrivate) => {
    beginReady()
    stage.world.repository.private = isPrivate
    const { stdout } = await stage.run('setup')
    expect(stdout.includes('It is public')).toBe(!isPrivate)
    expect(workflow()).toContain(`- cron: '${RECOMMENDED.cron}'`)
    expect(inputsOfWorkflow()['max-wait']).toBe(RECOMMENDED.maxWait)
  })

  test('--daytime: quiet nights by the person’s own clock', async () => {
    beginReady()
    await stage.run('setup', '--daytime')
    const [schedule] = parseYaml(workflow()).on.schedule
    expect(schedule).toEqual({
      cron: '13 7-22 * * *',
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
  })

  test('all resumes are no secret: the runner would hide the word everywhere', async () => {
    beginReady()
    stage.sandbox.github.setSecret('HH_RESUME_IDS', 'all')
    stage.write('.env', `${stage.read('.env')}HH_RESUME_IDS=all\n`)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets()).not.toHaveProperty('HH_RESUME_IDS')
    for (const value of Object.values(secrets())) expect(value.length).toBeGreaterThan(7)
  })

  test('an App that there is already', async () => {
    begin()
    const app = stage.sandbox.github.addApp({ secrets: 'write' })
    stage.sandbox.github.install(app)
    stage.env.HH_GITHUB_APP_CLIENT_ID = app.clientId
    stage.env.HH_GITHUB_APP_PRIVATE_KEY = app.privateKey
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets()).toMatchObject({
      HH_GITHUB_APP_CLIENT_ID: app.clientId,
      HH_GITHUB_APP_PRIVATE_KEY: app.privateKey.trim(),
    })
    expect(inputsOfWorkflow()).not.toHaveProperty('github-token')
    expect((await runAction()).diagnostics).toEqual([])
  })

  test('--dry-run shows all of it and changes nothing', async () => {
    beginReady()
    const [before, made] = [stage.read('.env'), stage.sandbox.github.writes]
    const { exit, stdout } = await stage.run('setup', '--dry-run')
    expect(exit).toBe(0)
    for (const name of [
      'HH_CLIENT_ID',
      'HH_CLIENT_SECRET',
      'HH_GITHUB_TOKEN',
      'HH_ACCESS_TOKEN',
      'HH_REFRESH_TOKEN',
    ])
      expect(stdout).toContain(`The secret \`${name}\` would be written.`)
    expect(stdout).toContain('    name: Touch resumes')
    expect(stdout).toContain('`.gitignore` would be written')
    expect(stage.read('.env')).toBe(before)
    expect(made.filter(({ name }) => name !== 'HH_RESUME_TOUCH_PROBE')).toEqual([])
    expect(existsSync(join(stage.cwd, '.github'))).toBe(false)
    expect(stage.sandbox.headHunter.touches()).toEqual([])
  })

  test('--dry-run without any setting prints what would be asked', async () => {
    begin({ envFile: undefined })
    stage.git = {}
    const { exit, stdout } = await stage.run('setup', '--dry-run')
    expect(exit).toBe(0)
    for (const name of ['--repository', 'HH_CLIENT_ID', 'HH_CLIENT_SECRET'])
      expect(stdout).toContain(`\`${name}\` would be asked for.`)
    expect(stdout).toContain('GitHub would open, for you to make an App of your own')
    expect(stage.sandbox.requests).toEqual([])
  })

  test('--dry-run without a pair, and with one whose access token is missing', async () => {
    beginReady()
    stage.write('.env', stage.read('.env').replace(/HH_(ACCESS)_TOKEN=.*\n/g, ''))
    expect((await stage.run('setup', '--dry-run')).stdout).toContain('would be used')
    stage.write('.env', stage.read('.env').replace(/HH_(REFRESH)_TOKEN=.*\n/g, ''))
    const { stdout } = await stage.run('setup', '--dry-run')
    expect(stdout.split('The browser would open')).toHaveLength(2)
  })

  test('--dry-run shows the line for .gitignore, and a workflow that speaks the person’s language', async () => {
    begin()
    stage.env.LANG = 'ru_RU.UTF-8'
    const { stdout } = await stage.run('setup', '--dry-run')
    expect(stdout).toContain('\n    /.env\n')
    expect(stdout).toContain('          language: ru\n')
  })

  test.each([
    ['read-only', '(github_token_cannot_write)'],
    ['expired', '(github_token_refused)'],
    ['no-access', '(github_token_cannot_write)'],
  ] as const)('a GitHub token that is %s is found out before anything is written', async (kind, sentence) => {
    begin()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken(kind).value
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain(sentence)
    expect(secrets()).toEqual({})
    expect(existsSync(join(stage.cwd, WORKFLOW_PATH))).toBe(false)
    expect(values().HH_ACCESS_TOKEN).toBe(stage.world.pair.accessToken)
  })

  test.each([
    ['classic', 'opens all your repositories'],
    ['oauth', 'opens all your repositories'],
    ['app', 'expires within the hour'],
    ['job', 'expires within the hour'],
  ] as [TokenKind, string][])('a token of the kind %s is refused', async (kind, sentence) => {
    begin()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken(kind).value
    const { exit, stdout, stderr } = await stage.run('setup')
    expect(exit).toBe(2)
    expect(stdout + stderr).toContain(sentence)
    expect(stage.sandbox.github.writes).toEqual([])
  })

  test('--any-token accepts a classic token', async () => {
    begin()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken('classic').value
    expect((await stage.run('setup', '--any-token')).exit).toBe(0)
    expect(secrets().HH_CLIENT_ID).toBe(stage.world.application.id)
  })

  test.each([
    ['some/body', '(secrets_not_found)', 1],
    ['nonsense', '`--repository` must be `owner/name`', 2],
  ])('a repository that is not there: %s', async (name, sentence, wanted) => {
    beginReady()
    const { exit, stdout, stderr } = await stage.run('setup', '--repository', name)
    expect(exit).toBe(wanted)
    expect(stdout + stderr).toContain(sentence)
    expect(stage.sandbox.github.writes).toEqual([])
  })

  test('a repository by its address', async () => {
    beginReady()
    const { exit, stdout } = await stage.run('setup', '--repository', `https://github.com/${REPOSITORY}.git`)
    expect(exit).toBe(0)
    expect(stdout).toContain(`Repository: \`${REPOSITORY}\`.`)
  })

  test('the repository of the last time counts where there is no working copy', async () => {
    beginReady()
    await stage.run('setup', '--repository', REPOSITORY)
    expect(values().GITHUB_REPOSITORY).toBe(REPOSITORY)
    stage.git = {}
    expect((await stage.run('setup')).stdout).toContain(`Repository: \`${REPOSITORY}\`.`)
  })

  test('--yes without a terminal does not wait for a login in a browser', async () => {
    beginReady()
    stage.write('.env', withoutPair())
    const { exit, stderr } = await stage.run('setup', '--yes')
    expect(exit).toBe(3)
    expect(stderr).toContain('without `--yes`')
    expect(stage.opened).toEqual([])
  })

  test('--json', async () => {
    beginReady()
    const { stdout } = await stage.run('setup', '--json')
    expect(JSON.parse(stdout)).toEqual({
      done: true,
      repository: REPOSITORY,
      written: ['HH_CLIENT_ID', 'HH_CLIENT_SECRET', 'HH_GITHUB_TOKEN', 'HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN'],
      'to-commit': [WORKFLOW_PATH, '.gitignore'],
    })
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken('expired').value
    expect(JSON.parse((await stage.run('setup', '--json')).stdout)).toMatchObject({
      done: false,
      written: [],
    })
  })

  test.each(['github', 'computer'])('--dry-run --json says that nothing was done (%s)', async (place) => {
    beginReady()
    const { stdout } = await stage.run('setup', '--dry-run', '--json', '--on', place)
    expect(JSON.parse(stdout)).toEqual({
      done: false,
      'dry-run': true,
      repository: place === 'github' ? REPOSITORY : '',
      written: [],
      'to-commit': [],
    })
  })

  test('git ignores .env before anything is saved in it', async () => {
    beginReady()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken('expired').value
    expect((await stage.run('setup')).exit).toBe(1)
    expect(stage.read('.gitignore')).toBe('/.env\n')
  })

  test('--schedule replaces the schedule alone; what else was changed stays', async () => {
    beginReady()
    await stage.run('setup', '--keep-pair')
    expect((await stage.run('setup', '--keep-pair', '--schedule', '7 * * * *')).exit).toBe(0)
    expect(workflow()).toContain("    - cron: '7 * * * *'\n")
    expect((await stage.run('setup', '--keep-pair', '--daytime')).exit).toBe(0)
    expect(workflow()).toContain('timezone:')
    const mine = workflow().replace('ubuntu-latest', 'my-own')
    stage.write(WORKFLOW_PATH, mine)
    const { stdout } = await stage.run('setup', '--keep-pair', '--schedule', '8 * * * *')
    expect(stdout).toContain('and stays')
    expect(workflow()).toBe(mine)
  })

  test.each([
    ['--schedule', 'каждый час', '`--schedule` must be a cron expression'],
    ['--account', 'a-b', '`--account` must be letters'],
    ['--account', 'github_x', '`--account` must be letters'],
    ['--on', 'the moon', '`--on`'],
  ])('%s %s is refused at once', async (option, value, sentence) => {
    beginReady()
    const { exit, stderr } = await stage.run('setup', option, value)
    expect(exit).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stage.sandbox.requests).toEqual([])
  })

  test('an environment that is not there', async () => {
    beginReady()
    const { exit, stdout } = await stage.run('setup', '--environment', 'nowhere')
    expect(exit).toBe(1)
    expect(stdout).toContain('(secrets_not_found)')
  })

  test('GitHub out of reach', async () => {
    beginReady()
    stage.sandbox.faults.add({ kind: 'unreachable', service: 'github', times: 1_000 })
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain('(github_unreachable)')
  })

  test('a write that fails halfway leaves the pair where it is', async () => {
    beginReady()
    stage.sandbox.faults.add({
      kind: 'http_500',
      service: 'github',
      route: 'PUT /repos/{owner}/{repo}/actions/secrets/{name}',
      match: ({ path }) => path.endsWith('HH_REFRESH_TOKEN'),
      times: 1_000,
    })
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain('(github_unreachable)')
    expect(values().HH_REFRESH_TOKEN).toBe(stage.world.pair.refreshToken)
    expect(existsSync(join(stage.cwd, WORKFLOW_PATH))).toBe(false)
    stage.sandbox.faults.clear()
    expect((await stage.run('setup')).exit).toBe(0)
    expect((await runAction()).diagnostics).toEqual([])
  })

  test('HeadHunter out of reach', async () => {
    beginReady()
    stage.sandbox.faults.add({ kind: 'unreachable', service: 'headHunter', times: 1_000 })
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain('(hh_unreachable)')
    expect(writes()).toEqual([])
  })

  test('warns of a resume that is not in this account', async () => {
    beginReady()
    stage.env.HH_RESUME_IDS = 'abc123'
    expect((await stage.run('setup')).stdout).toContain('This account has no resume with the id `abc123`')
  })

  test('a folder that can’t be written to', async () => {
    beginReady()
    stage.write('.github', 'a file where a folder should be')
    const { exit, stderr } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stderr).toContain('can’t be written')
  })

  test('a folder that is no working copy: where to take the file, in a line', async () => {
    beginReady()
    stage.git = {}
    const { exit, stdout } = await stage.run('setup', '--repository', REPOSITORY)
    expect(exit).toBe(0)
    expect(stdout).toContain(`Copy it to \`${REPOSITORY}\` as \`${WORKFLOW_PATH}\``)
    expect(stdout).not.toContain('git add')
    expect(stdout).not.toContain('%0A')
    expect(existsSync(join(stage.cwd, WORKFLOW_PATH))).toBe(true)
    expect(existsSync(join(stage.cwd, '.gitignore'))).toBe(false)
  })

  test('--workflow outside the repository’s working copy: written there, to be committed by hand', async () => {
    beginReady()
    stage.git['remote get-url origin'] = 'https://github.com/applicant/other.git'
    const { exit, stdout } = await stage.run(
      'setup',
      '--repository',
      REPOSITORY,
      '--workflow',
      'mine/run.yml',
    )
    expect(exit).toBe(0)
    expect(stage.read('mine/run.yml')).toContain('name: Touch resumes')
    expect(stdout).toContain('  git add mine/run.yml .gitignore && git commit')
  })

  test('.env is hidden from git once; an ignored one needs nothing', async () => {
    beginReady()
    stage.write('.gitignore', 'node_modules')
    await stage.run('setup')
    expect(stage.read('.gitignore')).toBe('node_modules\n/.env\n')
    stage.git[`check-ignore --quiet ${join(stage.cwd, '.env')}`] = ''
    await stage.run('setup')
    expect(stage.read('.gitignore')).toBe('node_modules\n/.env\n')
  })

  test('this program’s own clone is not the person’s repository', async () => {
    beginReady()
    stage.git['remote get-url origin'] = 'https://github.com/hh-resume-touch/hh-resume-touch'
    const { exit, stderr } = await stage.run('setup')
    expect(exit).toBe(2)
    expect(stderr).toContain('`--repository`')
  })

  test('an ignore list that can’t be written', async () => {
    beginReady()
    mkdirSync(join(stage.cwd, '.gitignore'))
    const { exit, stderr } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stderr).toContain('`.gitignore` can’t be written')
  })

  test('a pair that can’t be taken out of .env is a warning', async () => {
    beginReady()
    stage.sandbox.watch(({ route, path }, phase) => {
      if (phase !== 'done' || !route.startsWith('PUT ') || !path.endsWith('HH_REFRESH_TOKEN')) return
      rmSync(join(stage.cwd, '.env'), { force: true })
      mkdirSync(join(stage.cwd, '.env'), { recursive: true })
    })
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('(env_file_not_writable)')
    expect(stdout).toContain('The tokens are still in `.env`, too. Use them in one place only.')
  })

  test('settings that make no sense', async () => {
    beginReady()
    stage.env.HH_HOST = 'x'
    const { exit, stderr } = await stage.run('setup')
    expect(exit).toBe(2)
    expect(stderr).toContain('`HH_HOST`')
    expect(stage.sandbox.requests).toEqual([])
  })
})

describe('setup with a person', () => {
  /** What a person who begins has: addresses of the sandbox, in the environment. */
  const sandboxInEnvironment = () => {
    const file = parse(envFileOf(stage, { pair: false }))
    for (const name of ['HH_API_URL', 'HH_GITHUB_API_URL', 'HH_TELEGRAM_API_URL'])
      stage.env[name] = file[name] ?? ''
  }
  const code = () => stage.sandbox.headHunter.authorizationCode().code
  const GIT = {
    add: `git add -- ${WORKFLOW_PATH} .gitignore`,
    commit: `git commit --quiet -m Touch my resumes -- ${WORKFLOW_PATH} .gitignore`,
    push: 'git push --quiet origin HEAD',
  }
  const gitSucceeds = (...commands: (keyof typeof GIT)[]) => {
    for (const command of commands) stage.programs[GIT[command]] = { exit: 0, stdout: '' }
  }
  /** A question that stays open until what is waited for has come. */
  const waits = () => new Promise<never>(() => {})

  let clicked: Promise<void> | undefined
  /** Enter, after the person has pressed the first button. */
  const onceMade = async () => {
    await clicked
    return ''
  }

  test('sets everything up from an empty folder, with a token', async () => {
    begin({ interactive: true, envFile: undefined })
    const { application, githubToken, botToken, chat, resumes } = stage.world
    sandboxInEnvironment()
    stage.sandbox.telegram.say(chat, '/start')
    stage.answers.push(
      'ru',
      application.id,
      `"${application.secret}"`,
      code,
      'github',
      `https://github.com/${REPOSITORY}/settings`,
      'token',
      '',
      stage.sandbox.github.addToken('read-only').value,
      REPOSITORY,
      stage.sandbox.github.addToken('classic').value,
      false,
      githubToken.value,
      'some',
      [],
      [resumes[1]?.id],
      true,
      'not a token',
      `1:${'a'.repeat(35)}`,
      botToken,
      waits,
      false,
    )
    const { exit, stdout } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(0)
    expect(stage.answers).toEqual([])
    expect(stdout).toContain('7. Workflow')
    const site = stage.sandbox.urls.githubUrl
    expect(stdout).toContain(tokenLink(site, { repository: REPOSITORY }))
    expect(values()).toMatchObject({
      HH_LANGUAGE: 'ru',
      HH_GITHUB_TOKEN: githubToken.value,
      HH_RESUME_IDS: resumes[1]?.id,
    })
    expect(stage.sandbox.telegram.messages[0]?.text).toContain(REPOSITORY)
    expect(secrets().TG_CHAT_ID).toBe(String(chat.id))
    expect(inputsOfWorkflow().language).toBe('ru')
    const report = await runAction()
    expect(report.resumes.map(({ id, outcome }) => [id, outcome])).toEqual([[resumes[1]?.id, 'touched']])
  })

  /** The application, the pair and the language are there; the place and the repository are answered. */
  const ready = (options: Partial<StageOptions> = {}) => {
    beginReady({ interactive: true, ...options })
    stage.write('.env', `${stage.read('.env')}HH_LANGUAGE=en\n`)
    stage.answers.push('github', REPOSITORY)
  }
  /** The same without a GitHub token; what is opened is clicked through. */
  const readyForApp = (options: { repository?: string; state?: string } = { repository: REPOSITORY }) => {
    begin({
      interactive: true,
      clock: patientClock,
      browser: (url) => {
        if (/^http:\/\/127\.0\.0\.1:\d+\/$/.test(url)) clicked = clicking(stage.sandbox, url, options)
      },
    })
    stage.write('.env', `${stage.read('.env')}HH_LANGUAGE=en\n`)
    stage.answers.push('github', REPOSITORY, 'app')
  }

  test('a GitHub App in two clicks: the key is in the secrets and nowhere on disk', async () => {
    readyForApp()
    stage.answers.push(waits, waits, 'all', false, false)
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    const [app] = stage.sandbox.github.state.apps
    expect(app?.permissions).toEqual({ secrets: 'write', actions: 'read', metadata: 'read' })
    expect(secrets()).toMatchObject({
      HH_GITHUB_APP_CLIENT_ID: app?.clientId,
      HH_GITHUB_APP_PRIVATE_KEY: app?.privateKey,
    })
    expect(stdout).not.toContain('PRIVATE KEY')
    for (const name of readdirSync(stage.cwd, { recursive: true, encoding: 'utf8' }))
      if (!name.includes('git')) expect(stage.read(name)).not.toContain('PRIVATE KEY')
    const report = await runAction()
    expect(report.diagnostics).toEqual([])
    expect(report.resumes.map(({ outcome }) => outcome)).toEqual(['touched', 'touched', 'touched'])
    stage.sandbox.clock.advance(15 * DAY)
    expect(await runAction()).toMatchObject({ tokensRotated: true, diagnostics: [] })
  })

  /** From nothing, with the App: what is asked, in order. */
  const wholeWay = (): unknown[] => [
    'en',
    stage.world.application.id,
    stage.world.application.secret,
    code,
    'github',
    REPOSITORY,
    'app',
    waits,
    waits,
    'some',
    [stage.world.resumes[0]?.id],
    true,
    stage.world.botToken,
    waits,
    true,
  ]
  /** The same by what is asked. */
  const reply = (question: string): unknown => {
    const { setup: say, login } = cliMessages('en')
    const [, answer] = [
      ['Language · Язык', 'en'],
      [login.clientId, stage.world.application.id],
      [login.clientSecret, stage.world.application.secret],
      [login.paste, code()],
      [say.whichPlace, 'github'],
      [say.whichRepository, REPOSITORY],
      [say.whichRights, 'app'],
      [say.app.waitForMade, waits()],
      [say.app.waitForInstalled, waits()],
      [say.whichResumes, 'all'],
      [say.wantTelegram, false],
    ].find(([message]) => message === question) ?? [question, true]
    return answer
  }
  const beginWholeWay = (options: StageOptions = {}) => {
    readyForApp()
    stage.close()
    begin({
      interactive: true,
      clock: patientClock,
      envFile: undefined,
      browser: (url) => {
        if (/^http:\/\/127\.0\.0\.1:\d+\/$/.test(url))
          clicked = clicking(stage.sandbox, url, { repository: REPOSITORY }).catch(() => {})
      },
      ...options,
    })
    sandboxInEnvironment()
    stage.sandbox.telegram.say(stage.world.chat, '/start')
    stage.answers.push(...wholeWay())
  }

  test.each(Array.from({ length: 15 }, (_, at) => at))(
    'Ctrl-C at question %i leaves nothing half-done',
    async (at) => {
      beginWholeWay()
      stage.answers.splice(at, stage.answers.length, new Abandoned())
      const { exit, stderr } = await stage.run('setup', '--no-browser')
      expect(exit).toBe(130)
      expect(stderr).toContain('Interrupted.')
      await clicked?.catch(() => {})
      const file = existsSync(join(stage.cwd, '.env')) ? values() : {}
      const { headHunter } = stage.sandbox
      // What was typed is there only if it worked, and then with the pair; the pair is in one place, whole.
      const places = [file, secrets()].filter(({ HH_REFRESH_TOKEN }) => HH_REFRESH_TOKEN)
      expect(places.length).toBe(at < 4 ? 0 : 1)
      for (const { HH_CLIENT_SECRET, HH_ACCESS_TOKEN = '', HH_REFRESH_TOKEN = '' } of places) {
        expect(HH_CLIENT_SECRET).toBe(stage.world.application.secret)
        expect(headHunter.accepts(HH_ACCESS_TOKEN)).toBe(true)
        expect(headHunter.refreshable(HH_REFRESH_TOKEN)).toBe(true)
      }
      if (at < 4) expect(file).not.toHaveProperty('HH_CLIENT_SECRET')
      if (secrets().HH_REFRESH_TOKEN) expect(secrets()).toHaveProperty('HH_GITHUB_APP_PRIVATE_KEY')
      else expect(secrets()).toEqual({})
      // The same command goes on from there; no two Apps have the same name.
      stage.chance = 8
      stage.answers.length = 0
      stage.answers.push(...Array.from({ length: 20 }, () => reply))
      expect((await stage.run('setup', '--no-browser')).exit).toBe(0)
      expect((await runAction()).diagnostics).toEqual([])
    },
  )

  test.each([
    ['at a question', () => Promise.reject(new Abandoned())],
    ['while something is awaited', () => stage.interrupt()],
  ])('Ctrl-C %s is reported in the language that was chosen', async (_, end) => {
    begin({ interactive: true, envFile: undefined })
    sandboxInEnvironment()
    stage.answers.push('ru', end)
    const { exit, stderr } = await stage.run('setup')
    expect(exit).toBe(130)
    expect(stderr).toContain('Прервано.')
    expect(stderr).not.toContain('Interrupted.')
  })

  test.each(['en', 'ru'])('at 80 columns, without colours: %s', async (language) => {
    beginWholeWay({ columns: 80 })
    stage.env.NO_COLOR = '1'
    stage.answers[0] = language
    gitSucceeds('add')
    const { exit, stdout, stderr } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(0)
    const lines = `${stdout}${stderr}`.split('\n')
    expect(lines.filter((line) => line.length > 80 && !/https?:|git add/.test(line))).toEqual([])
    expect(stdout + stderr).not.toContain('\u001b[')
    expect(stdout + stderr).not.toMatch(/undefined|\[object/)
    // Prompts, without the mark and the frame around them.
    expect(stage.asked.filter((question) => question.length > 140)).toEqual([])
  })

  test('an answer with a foreign state is not this attempt’s: Enter brings the questions back', async () => {
    readyForApp({ repository: REPOSITORY, state: 'foreign' })
    // Another repository is asked for, then the way; this time a token.
    stage.answers.push(onceMade, REPOSITORY, 'token', stage.world.githubToken.value, 'all', false, false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(stage.sandbox.github.state.apps).toEqual([])
    expect(secrets()).not.toHaveProperty('HH_GITHUB_APP_CLIENT_ID')
  })

  test('an App that is installed on another repository: Enter, and that one is named', async () => {
    const other = 'applicant/other'
    readyForApp({ repository: other })
    stage.sandbox.github.addRepository(other)
    stage.answers.push(waits, '', other, waits, 'all', false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(stage.sandbox.github.secrets({ repository: other })).toHaveProperty('HH_GITHUB_APP_PRIVATE_KEY')
    expect(secrets()).toEqual({})
  })

  test.each([
    ['after the deadline', 45_000],
    ['after both deadlines', 90_000],
  ])('an App whose answer comes %s is taken: GitHub gives it out once', async (_, delayMs) => {
    readyForApp()
    const route = 'POST /app-manifests/{code}/conversions'
    stage.sandbox.faults.add({ kind: 'slow', delayMs, service: 'github', route })
    stage.answers.push(waits, waits, 'all', false, false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets().HH_GITHUB_APP_PRIVATE_KEY).toBe(stage.sandbox.github.state.apps[0]?.privateKey)
  })

  test('a code that GitHub does not convert: the reason is printed and the questions are asked again', async () => {
    readyForApp()
    const route = 'POST /app-manifests/{code}/conversions'
    stage.sandbox.faults.add({ kind: 'http_500', service: 'github', route, times: 2 })
    stage.answers.push(waits, REPOSITORY, 'app', waits, waits, 'all', false, false)
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('(github_unreachable)')
  })

  test.each([
    [{ secrets: 'read' }, '(github_app_permission_missing)'],
    [{}, '(github_app_permission_missing)'],
  ])('an App with too few permissions (%j): the reason is printed', async (permissions, sentence) => {
    readyForApp()
    stage.answers.push(waits, () => {
      for (const app of stage.sandbox.github.state.apps)
        app.permissions = { metadata: 'read', ...permissions }
      return waits()
    })
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain(sentence)
    expect(secrets()).toEqual({})
  })

  test.each([false, true])(
    'without a click it times out after ten minutes (App made: %s)',
    async (isMade) => {
      readyForApp(isMade ? {} : { repository: REPOSITORY })
      stage.close()
      const begun = () => isMade
      begin({
        interactive: true,
        // Time stands still for the person, until there is nothing more to wait for.
        clock: (sandbox) => ({
          ...sandbox.clock,
          sleep: async (ms, signal) => {
            if (ms >= 600_000 && begun() && sandbox.github.state.apps.length === 0) return waits()
            await sandbox.clock.sleep(ms, signal)
          },
        }),
        ...(isMade
          ? { browser: (url: string) => void clicking(stage.sandbox, url, {}).catch(() => {}) }
          : {}),
      })
      stage.write('.env', `${stage.read('.env')}HH_LANGUAGE=en\n`)
      stage.answers.push(
        'github',
        REPOSITORY,
        'app',
        waits,
        ...(isMade ? [waits] : [REPOSITORY, new Abandoned()]),
      )
      const { stderr, exit } = await stage.run('setup')
      expect(exit).toBe(isMade ? 1 : 130)
      expect(stderr).toContain('Nobody clicked within 10 minutes.')
    },
  )

  test('a code that was used before: the reason is printed', async () => {
    readyForApp()
    stage.sandbox.watch(({ route }, phase) => {
      if (phase === 'arrived' && route.startsWith('POST /app-manifests/'))
        stage.sandbox.github.state.manifests.clear()
    })
    stage.answers.push(waits, REPOSITORY, new Abandoned())
    expect((await stage.run('setup')).stderr).toContain('GitHub did not give the App out')
  })

  test('an organization’s App is made on its own page', async () => {
    readyForApp({ repository: 'team/resumes' })
    stage.sandbox.github.addRepository('team/resumes')
    stage.answers.splice(1, 1, 'team/resumes')
    stage.answers.push(waits, waits, 'all', false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(stage.sandbox.requests.some(({ path }) => path === '/organizations/team/settings/apps/new')).toBe(
      true,
    )
  })

  test('all resumes, no Telegram', async () => {
    ready()
    stage.answers.push('all', false, false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(values().HH_RESUME_IDS).toBe('all')
    expect(secrets()).not.toHaveProperty('HH_RESUME_IDS')
  })

  test('all resumes, chosen in another folder, replaces the ids of an earlier run', async () => {
    ready()
    const id = stage.world.resumes[0]?.id ?? ''
    stage.env.HH_RESUME_IDS = id
    await stage.run('setup', '--yes', '--keep-pair')
    expect(secrets().HH_RESUME_IDS).toBe(id)
    delete stage.env.HH_RESUME_IDS
    stage.answers.push('all', false, false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets()).not.toHaveProperty('HH_RESUME_IDS')
  })

  test('a secret with ids that was not chosen again is kept, with a note', async () => {
    ready()
    stage.answers.length = 0
    stage.env.HH_RESUME_IDS = stage.world.resumes[0]?.id ?? ''
    await stage.run('setup', '--yes')
    delete stage.env.HH_RESUME_IDS
    const { exit, stdout } = await stage.run('setup', '--yes')
    expect(exit).toBe(0)
    expect(stdout).toContain(`Those in the secret \`HH_RESUME_IDS\` of \`${REPOSITORY}\``)
    expect(stdout).not.toContain('All published')
    expect(secrets().HH_RESUME_IDS).toBe(stage.world.resumes[0]?.id)
  })

  test('ids that the environment sets are not asked for: they would outweigh the answer', async () => {
    ready()
    stage.answers.push(false, false)
    stage.env.HH_RESUME_IDS = stage.world.resumes[0]?.id ?? ''
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain(`These are raised: ${stage.env.HH_RESUME_IDS}.`)
    expect(secrets().HH_RESUME_IDS).toBe(stage.env.HH_RESUME_IDS)
  })

  test('no resume marked: an error, and the question again', async () => {
    ready()
    stage.answers.push('some', [], [stage.world.resumes[0]?.id], false, false)
    expect((await stage.run('setup')).stderr).toContain('None is marked')
  })

  test('a GitHub token that has expired is replaced, and the repository’s pair stays', async () => {
    ready()
    stage.answers.length = 0
    await stage.run('setup', '--yes')
    const [pair, fresh] = [secrets().HH_REFRESH_TOKEN, stage.world.githubToken.value]
    const expired = stage.sandbox.github.addToken('expired').value
    stage.write('.env', stage.read('.env').replace(fresh, expired))
    stage.answers.push('github', REPOSITORY, REPOSITORY, 'token', `'${fresh}'`, false, false)
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('(github_token_refused)')
    expect(values().HH_GITHUB_TOKEN).toBe(fresh)
    expect(secrets()).toMatchObject({ HH_REFRESH_TOKEN: pair, HH_GITHUB_TOKEN: fresh })
  })

  test('no token is asked for again when GitHub can’t be reached', async () => {
    ready()
    stage.write('.env', stage.read('.env').replace(/HH_GITHUB_TOKEN=.*\n/, ''))
    stage.answers.push('token', `github_pat_${'a'.repeat(82)}`)
    stage.sandbox.faults.add({ kind: 'unreachable', service: 'github', times: 1_000 })
    const { exit, stdout, stderr } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain('(github_unreachable)')
    expect(stderr).toContain('What is done is kept')
  })

  test('an application’s secret that HeadHunter refuses is asked for again; only the right one is saved', async () => {
    ready()
    const { id, secret } = stage.world.application
    stage.write('.env', withoutPair().replace(/HH_CLIENT_(ID|SECRET)=.*\n/g, ''))
    stage.answers.unshift(id, 'S'.repeat(64), code, id, secret, 'http://localhost:8080', code)
    stage.answers.push('all', false, false)
    const { exit } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(0)
    expect(stage.answers).toEqual([])
    expect(values().HH_CLIENT_SECRET).toBe(secret)
    expect(secrets().HH_CLIENT_SECRET).toBe(secret)
  })

  test('an application without access to resumes: the pair is revoked, nothing is saved, GitHub is not asked', async () => {
    begin({ interactive: true, envFile: undefined })
    sandboxInEnvironment()
    stage.env.HH_LANGUAGE = 'en'
    const { application } = stage.world
    application.applicantMethods = false
    stage.answers.push(application.id, application.secret, code)
    const { exit, stdout } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(1)
    expect(stdout).toContain('(application_may_not_touch)')
    expect(stdout).toContain('The tokens are revoked, and nothing was saved.')
    expect(existsSync(join(stage.cwd, '.env'))).toBe(false)
    expect(stage.sandbox.requests.some(({ service }) => service === 'github')).toBe(false)
  })

  test('a broad token that is not confirmed: asks how the pair is to be saved', async () => {
    ready()
    stage.write('.env', stage.read('.env').replace(/HH_GITHUB_TOKEN=.*\n/, ''))
    stage.write(
      '.env',
      `${stage.read('.env')}HH_GITHUB_TOKEN=${stage.sandbox.github.addToken('classic').value}\n`,
    )
    stage.answers.push(false, 'token', stage.world.githubToken.value, 'all', false, false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets().HH_GITHUB_TOKEN).toBe(stage.world.githubToken.value)
  })

  test('a broad token is used when confirmed', async () => {
    ready()
    stage.answers.push(true, 'all', false, false)
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken('oauth').value
    expect((await stage.run('setup')).exit).toBe(0)
  })

  test('a pair by login that can’t be saved is revoked', async () => {
    begin({ interactive: true, envFile: undefined })
    sandboxInEnvironment()
    stage.env.HH_LANGUAGE = 'en'
    const { application } = stage.world
    stage.answers.push(application.id, application.secret, code)
    stage.sandbox.watch(({ route }, phase) => {
      if (phase === 'done' && route === 'POST /token') mkdirSync(join(stage.cwd, '.env'))
    })
    const { exit, stdout } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(1)
    expect(stdout).toContain('(env_file_not_writable)')
    expect(stdout).toContain('The tokens are revoked, and nothing was saved.')
  })

  test('a revoked pair leads to the login', async () => {
    ready()
    stage.answers.unshift(code)
    stage.answers.push('all', false, false)
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    expect((await stage.run('setup', '--no-browser')).exit).toBe(0)
    expect(secrets().HH_ACCESS_TOKEN).not.toBe(stage.world.pair.accessToken)
  })

  test.each([
    ['refused', 'http://localhost:8080/?error=access_denied&state=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH'],
    ['with a code that HeadHunter does not take', 'ABCDEFGH'],
  ])('a login that is %s ends it', async (_, answer) => {
    ready()
    stage.answers.unshift(answer)
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    expect((await stage.run('setup', '--no-browser')).exit).toBe(3)
  })

  test('a workflow that differs is replaced when the person says so', async () => {
    ready()
    stage.answers.push('all', false, true, false)
    mkdirSync(join(stage.cwd, '.github/workflows'), { recursive: true })
    stage.write(WORKFLOW_PATH, 'mine')
    await stage.run('setup')
    expect(workflow()).toContain('name: Touch resumes')
  })

  test('several chats: the person chooses; none: the person types', async () => {
    const other = { id: -1001, type: 'supergroup', title: 'Работа' } as const
    ready()
    stage.sandbox.telegram.say(stage.world.chat, 'hi')
    stage.sandbox.telegram.say(stage.sandbox.telegram.addChat(other), 'hi')
    stage.answers.push('all', true, stage.world.botToken, waits, '-1001', false)
    const { stdout } = await stage.run('setup')
    expect(stdout).toContain('A test message has arrived in “Работа”')
    expect(secrets().TG_CHAT_ID).toBe('-1001')
  })

  test.each([
    ['no chat', 'TG_CHAT_ID'],
    ['1234567', 'telegram_chat_not_found'],
  ])('a chat that does not work (%s) is not saved', async (typed, sentence) => {
    ready()
    stage.answers.push('all', true, stage.world.botToken, typed, false)
    const { exit, stdout, stderr } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout + stderr).toContain(sentence)
    expect(secrets().TG_BOT_TOKEN).toBeUndefined()
  })

  test('Telegram’s updates can’t be had: the person types', async () => {
    ready()
    stage.answers.push('all', true, stage.world.botToken, String(stage.world.chat.id), false)
    stage.sandbox.faults.add({
      kind: 'unreachable',
      service: 'telegram',
      route: 'POST /bot{token}/getUpdates',
    })
    expect((await stage.run('setup')).stdout).toContain('A test message has arrived')
  })

  test('a file that can’t be written ends it at the first answer', async () => {
    begin({ interactive: true, envFile: undefined })
    stage.answers.push('en')
    const { exit, stdout } = await stage.run('setup', '--env-file', 'nowhere/.env')
    expect(exit).toBe(1)
    expect(stage.asked).toHaveLength(1)
    expect(stdout).toContain('(env_file_not_writable)')
  })

  test('in a working copy, the workflow is committed and pushed on yes, and nothing else', async () => {
    ready()
    gitSucceeds('add', 'commit', 'push')
    stage.answers.push('all', false, true)
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('Committed and pushed.')
    expect(stdout).not.toContain('git add')
  })

  test.each([
    [
      'commit',
      'error: cannot run gpg\nfatal: failed to write commit object\n\n',
      'fatal: failed to write commit object',
      `git add ${WORKFLOW_PATH} .gitignore && git commit -m "Touch my resumes" && git push origin HEAD`,
    ],
    [
      'push',
      'remote: no\n\u001b[31merror: \u202efailed to push to https://ann:secret@github.com/a/b\u001b[m\nhint: Updates\n',
      'error: failed to push to https://github.com/a/b',
      'git push origin HEAD',
    ],
  ])(
    'a `git %s` that fails: git’s own last line, and what is left to do',
    async (failing, stderr, why, left) => {
      ready()
      gitSucceeds('add', 'commit', 'push')
      stage.programs[GIT[failing as keyof typeof GIT]] = { exit: 128, stdout: '', stderr }
      stage.answers.push('all', false, true)
      const { exit, stdout } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stdout).toContain(`\`git ${failing}\` did not work: “${why}”. Finish by hand`)
      expect(stdout).toContain(`\n  ${left}\n`)
      expect(stdout).not.toContain('secret@')
    },
  )

  test('git that is not there leaves the commands to the person', async () => {
    ready()
    stage.answers.push('all', false, true)
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('`git add` did not work.')
    expect(stdout).toContain('git add')
  })

  test('without a working copy, GitHub’s page opens with the file in it', async () => {
    ready({ browser: () => {} })
    stage.git = {}
    stage.answers.push('all', false)
    const { stdout } = await stage.run('setup')
    const page = new URL(stage.opened.at(-1) ?? '')
    expect(page.pathname).toBe(`/${REPOSITORY}/new/HEAD`)
    expect(page.searchParams.get('filename')).toBe(WORKFLOW_PATH)
    expect((await runAction(page.searchParams.get('value') ?? '')).diagnostics).toEqual([])
    expect(stdout).not.toContain('%0A')
    expect(existsSync(join(stage.cwd, '.github'))).toBe(false)
  })

  describe('with gh logged in', () => {
    const gh = () => stage.sandbox.github.addToken('oauth').value
    /** `gh` gives its token for the site that is meant. */
    const withGh = (token = gh()) => {
      const { host } = new URL(stage.sandbox.urls.githubUrl)
      stage.programs[`gh auth token --hostname ${host}`] = { exit: 0, stdout: `${token}\n` }
      stage.git = {}
      return token
    }
    /** The run ends as soon as somebody looks at it. */
    const runsEnd = (conclusion: 'success' | 'failure') => {
      stage.sandbox.watch(({ route }, phase) => {
        if (phase !== 'arrived' || !route.endsWith('/actions/runs/{run}')) return
        for (const run of stage.sandbox.github.state.repositories.flatMap(({ runs }) => runs))
          Object.assign(run, { status: 'completed', conclusion })
      })
    }

    test('repository, commit and dry run are done, and its token is kept nowhere', async () => {
      ready()
      const token = withGh()
      runsEnd('success')
      const repository = 'applicant/fresh'
      stage.answers.splice(1, 1, repository)
      stage.answers.push(true, 'all', false, true)
      const { exit, stdout, stderr } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stage.answers).toEqual([])
      const made = stage.sandbox.github.state.repositories.find(({ name }) => name === repository)
      expect(made?.private).toBe(true)
      const file = Buffer.from(made?.files.get(WORKFLOW_PATH)?.content ?? '', 'base64').toString()
      expect(file).toContain('name: Touch resumes')
      expect(made?.runs[0]).toMatchObject({ event: 'workflow_dispatch', inputs: { 'dry-run': 'true' } })
      expect(stdout).toContain('The run is green: it works.')
      expect(stdout).toContain('The next raise: ')
      expect(existsSync(join(stage.cwd, '.github'))).toBe(false)
      const kept = [
        stage.read('.env'),
        stdout,
        stderr,
        ...Object.values(stage.sandbox.github.secrets({ repository })),
      ]
      for (const text of kept) expect(text).not.toContain(token)
    })

    test('run again, the App of the first run is kept: gh writes the rest', async () => {
      readyForApp()
      withGh()
      runsEnd('success')
      stage.answers.push(waits, waits, 'all', false, true)
      expect((await stage.run('setup')).exit).toBe(0)
      const [key, before] = [secrets().HH_GITHUB_APP_PRIVATE_KEY, writes().length]
      stage.answers.push('github', REPOSITORY, 'kept', true, stage.world.botToken, waits, true)
      stage.sandbox.telegram.say(stage.world.chat, '/start')
      const { exit, stdout } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stage.answers).toEqual([])
      expect(stdout).toContain('is there and as it should be')
      expect(namesWritten(before)).toEqual(['HH_CLIENT_ID', 'HH_CLIENT_SECRET', 'TG_BOT_TOKEN', 'TG_CHAT_ID'])
      expect(secrets().HH_GITHUB_APP_PRIVATE_KEY).toBe(key)
      expect(stage.sandbox.github.state.apps).toHaveLength(1)
    })

    test('a token of the first run is kept as well; a right that gh lacks is printed', async () => {
      ready()
      stage.answers.length = 0
      await stage.run('setup', '--yes')
      stage.write('.env', stage.read('.env').replace(/HH_GITHUB_TOKEN=.*\n/, ''))
      const read = stage.sandbox.github.addToken('oauth', { secrets: 'read' })
      withGh(read.value)
      expect((await stage.run('setup', '--yes')).exit).toBe(1)
      read.secrets = 'write'
      expect((await stage.run('setup', '--yes')).exit).toBe(0)
      expect(secrets().HH_GITHUB_TOKEN).toBe(stage.world.githubToken.value)
    })

    test('a working copy of an Enterprise Server at which gh is logged in', async () => {
      const host = 'ghe.example.com'
      ready({
        transport: (sandbox) => (request) =>
          sandbox.transport()({
            ...request,
            url: request.url.replace(`https://${host}`, sandbox.urls.githubUrl),
          }),
      })
      stage.write('.env', stage.read('.env').replace(/HH_GITHUB_API_URL=.*\n/, ''))
      const token = gh()
      stage.programs[`gh auth token --hostname ${host}`] = { exit: 0, stdout: `${token}\n` }
      stage.git['remote get-url origin'] = `git@${host}:${REPOSITORY}.git`
      stage.answers.push('all', false, false)
      const { exit, stdout } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stdout).toContain(`https://${host}/${REPOSITORY}/actions/workflows/touch-resumes.yml`)
      expect(values()).toMatchObject({
        GITHUB_REPOSITORY: REPOSITORY,
        HH_GITHUB_API_URL: `https://${host}/api/v3`,
      })
      expect(parseYaml(workflow()).concurrency).not.toHaveProperty('queue')
    })

    test('a repository that GitHub does not create: an error, and the question again', async () => {
      ready()
      withGh(stage.sandbox.github.addToken('oauth', { administration: 'none' }).value)
      stage.answers.splice(1, 1, 'applicant/nowhere', true, REPOSITORY)
      stage.answers.push('all', false, false)
      const { exit, stderr } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stderr).toContain('GitHub did not create `applicant/nowhere`')
    })

    test('a workflow that differs is kept; a run that does not begin in time', async () => {
      ready()
      withGh()
      stage.answers.push('all', false, false)
      await stage.run('setup')
      const [repository] = stage.sandbox.github.state.repositories
      const own = `${Buffer.from(repository?.files.get(WORKFLOW_PATH)?.content ?? '', 'base64')}# mine\n`
      const mine = { content: Buffer.from(own).toString('base64'), sha: 'f'.repeat(40) }
      repository?.files.set(WORKFLOW_PATH, mine)
      stage.sandbox.github.force(
        'GET /repos/{owner}/{repo}/actions/workflows/{workflow}/runs',
        {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: '{"total_count":0,"workflow_runs":[]}',
        },
        1_000,
      )
      stage.answers.push('github', REPOSITORY, false, false, true)
      const { exit, stdout } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stdout).toContain('was changed, and stays')
      expect(stdout).toContain('The run is not green yet')
      expect(repository?.files.get(WORKFLOW_PATH)).toBe(mine)
    })

    test('a run that can’t be started: its page is printed', async () => {
      ready()
      withGh(stage.sandbox.github.addToken('oauth', { actions: 'read' }).value)
      stage.answers.push('all', false, true)
      const { exit, stdout } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stdout).toContain('The run could not be started.')
    })

    test('for an organization’s repository, and for the second of two persons', async () => {
      ready()
      withGh()
      runsEnd('success')
      stage.sandbox.github.addRepository('team/other')
      const repository = 'team/fresh'
      stage.answers.splice(1, 1, repository, true)
      stage.answers.push('all', false, true)
      expect((await stage.run('setup')).exit).toBe(0)
      const made = stage.sandbox.github.state.repositories.find(({ name }) => name === repository)
      expect(made?.runs[0]?.inputs).toEqual({ 'dry-run': 'true' })
      const anna = stage.sandbox.headHunter.issuePair()
      stage.write(
        '.env.anna',
        `${envFileOf(stage, { pair: false })}HH_ACCESS_TOKEN=${anna.accessToken}\nHH_REFRESH_TOKEN=${anna.refreshToken}\n`,
      )
      stage.answers.push('github', repository, 'all', false, true)
      const { exit, stdout } = await stage.run('setup', '--account', 'anna')
      expect(exit).toBe(0)
      expect(stdout).toContain('The run is green')
      expect(made?.runs[0]?.inputs).toEqual({ 'dry-run': 'true', account: 'ANNA' })
    })

    test('its account’s repository is proposed', async () => {
      ready()
      withGh()
      runsEnd('success')
      let proposed = ''
      stage.answers[1] = (_: string, initial: string) => {
        proposed = initial
        return REPOSITORY
      }
      stage.answers.push('all', false, true)
      expect((await stage.run('setup')).exit).toBe(0)
      expect(proposed).toBe('applicant/resume-touch')
    })

    test('a run that is not green: its page is printed', async () => {
      ready()
      withGh()
      runsEnd('failure')
      stage.answers.push('all', false, true)
      const { exit, stdout } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stdout).toMatch(/The run is not green yet\. What it says: http\S+\/actions\/runs\/\d+/)
    })

    test('a repository that is not to be made is asked for again', async () => {
      ready()
      withGh()
      stage.answers.splice(1, 1, 'applicant/nowhere', false, REPOSITORY)
      stage.answers.push('all', false, false)
      expect((await stage.run('setup')).exit).toBe(0)
      expect(stage.sandbox.github.state.repositories).toHaveLength(1)
    })

    test('without the right for workflows, the page for a new file opens', async () => {
      ready({ browser: () => {} })
      withGh(stage.sandbox.github.addToken('oauth', { contents: 'read' }).value)
      stage.answers.push('all', false)
      const { exit, stdout } = await stage.run('setup')
      expect(exit).toBe(0)
      expect(stdout).toContain('gh may not commit workflows')
      expect(stdout).toContain('Press “Commit changes”')
      expect(new URL(stage.opened.at(-1) ?? '').searchParams.get('value')).toContain('name: Touch resumes')
    })

    test('a workflow that is there and the same stays; another one is asked about', async () => {
      ready()
      withGh()
      stage.answers.push('all', false, false)
      await stage.run('setup')
      const [repository] = stage.sandbox.github.state.repositories
      const before = repository?.files.get(WORKFLOW_PATH)
      stage.answers.push('github', REPOSITORY, false, false)
      expect((await stage.run('setup')).stdout).toContain('is there and as it should be')
      expect(repository?.files.get(WORKFLOW_PATH)).toBe(before)
      stage.answers.push('github', REPOSITORY, false, false)
      await stage.run('setup', '--schedule', '7 * * * *')
      const after = Buffer.from(repository?.files.get(WORKFLOW_PATH)?.content ?? '', 'base64').toString()
      expect(after).toContain("- cron: '7 * * * *'")
    })
  })
})

describe('setup for a second person', () => {
  test('secrets with a prefix, a job for each, and a file of its own; the first one’s stay', async () => {
    begin({ interactive: true })
    stage.write(
      '.env',
      `${stage.read('.env')}HH_GITHUB_TOKEN=${stage.world.githubToken.value}\nHH_LANGUAGE=en\n`,
    )
    await stage.run('setup', '--yes')
    const first = secrets()
    const { headHunter } = stage.sandbox
    const application = headHunter.addApplication()
    const anna = headHunter.addAccount()
    const resume = headHunter.addResume({ account: anna })
    const code = () => headHunter.authorizationCode(anna, { application }).code
    stage.answers.push(application.id, application.secret, code, 'github', REPOSITORY, 'all', false, false)
    const { exit, stdout } = await stage.run('setup', '--account', 'anna', '--no-browser')
    expect(exit).toBe(0)
    expect(stdout).toContain('`hh-resume-touch login --settings .env.anna`')
    expect(stage.answers).toEqual([])
    expect(secrets()).toMatchObject({ ...first, ANNA_HH_CLIENT_ID: application.id })
    expect(headHunter.accepts(secrets().ANNA_HH_ACCESS_TOKEN ?? '')).toBe(true)
    expect(values().HH_CLIENT_ID).toBe(stage.world.application.id)
    expect(parse(stage.read('.env.anna'))).toMatchObject({
      HH_CLIENT_ID: application.id,
      HH_ACCESS_TOKEN: '',
    })
    const { on, jobs } = parseYaml(workflow())
    expect(on.workflow_dispatch.inputs.account.options).toEqual(['main', 'ANNA'])
    expect(jobs.touch.strategy.matrix.include).toHaveLength(2)
    // What the job of the second one gets, by GitHub's `format`.
    const hers = workflow().replace(/secrets\[format\('\{0\}(\w+)', matrix\.prefix\)\]/g, 'secrets.ANNA_$1')
    const asHers = hers.replaceAll(`\${{ matrix.prefix }}`, 'ANNA_')
    const report = await runAction(asHers)
    expect(report.resumes.map(({ id, outcome }) => [id, outcome])).toEqual([[resume.id, 'touched']])
    stage.sandbox.clock.advance(15 * DAY)
    expect(await runAction(asHers)).toMatchObject({
      tokensRotated: true,
      diagnostics: [],
    })
    expect(secrets().HH_ACCESS_TOKEN).toBe(first.HH_ACCESS_TOKEN)
  })

  test('a file of its own that is invalid: nothing is taken from the first one’s', async () => {
    begin()
    stage.write('.env', `${stage.read('.env')}HH_GITHUB_TOKEN=${stage.world.githubToken.value}\n`)
    stage.write('.env.anna', 'HH_CLIENT_ID=anna\na stray line\n')
    const before = [stage.read('.env'), secrets()]
    const { exit, stderr } = await stage.run('setup', '--account', 'anna', '--repository', REPOSITORY)
    expect(exit).toBe(2)
    expect(stderr).toContain('Line 2 of `.env.anna`')
    expect([stage.read('.env'), secrets()]).toEqual(before)
  })
})

describe('setup on this computer', () => {
  /** Everything in `.env`; systemd answers. */
  const beginHere = (options: StageOptions = {}) => {
    begin(options)
    stage.git = {}
    stage.env.XDG_CONFIG_HOME = join(stage.cwd, 'config')
    stage.env.HOME = join(stage.cwd, 'home')
    stage.programs.systemctl = { exit: 0, stdout: '' }
  }
  const unit = (name: string) => stage.read(`config/systemd/user/${name}`)
  const changes = () => stage.ran.filter((line) => !line.includes('show-environment'))

  test('systemd: shown, written, started; and what it runs raises', async () => {
    beginHere()
    const { exit, stdout } = await stage.run('setup', '--on', 'computer')
    expect(exit).toBe(0)
    for (const line of unit('hh-resume-touch.service').trim().split('\n')) expect(stdout).toContain(line)
    expect(changes().slice(-2)).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable --now hh-resume-touch.timer',
    ])
    expect(stdout).toContain('The schedule is active: a run starts every hour, at 13 minutes past.')
    expect(stdout).not.toContain('Done: your')
    expect(unit('hh-resume-touch.timer')).toContain('OnCalendar=*-*-* *:13:00')
    expect(values().HH_REFRESH_TOKEN).toBe(stage.world.pair.refreshToken)
    expect(stage.sandbox.requests.some(({ service }) => service === 'github')).toBe(false)
    const words = [...unit('hh-resume-touch.service').matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)
    const after = words.slice(words.indexOf('/opt/hh-resume-touch/dist/cli/index.js') + 1)
    expect((await stage.run(...after)).exit).toBe(0)
    expect(stage.sandbox.headHunter.touches()).toHaveLength(3)
  })

  test.each([true, false])(
    'what only the environment has goes into the file, for scheduled runs (systemd: %s)',
    async (isSystemd) => {
      beginHere()
      if (!isSystemd) stage.programs = {}
      const { HH_CLIENT_ID = '', HH_CLIENT_SECRET = '' } = values()
      Object.assign(stage.env, { HH_CLIENT_ID, HH_CLIENT_SECRET })
      stage.write('.env', stage.read('.env').replace(/HH_CLIENT_.*\n/g, ''))
      const before = stage.read('.env')
      const line = '`.env` gets: `HH_CLIENT_ID`, `HH_CLIENT_SECRET`.'
      const rehearsal = await stage.run('setup', '--on', 'computer', '--dry-run')
      expect(rehearsal.stdout).toContain(line)
      expect(stage.read('.env')).toBe(before)
      expect((await stage.run('setup', '--on', 'computer')).stdout).toContain(line)
      delete stage.env.HH_CLIENT_ID
      delete stage.env.HH_CLIENT_SECRET
      expect((await stage.run('touch')).exit).toBe(0)
      expect(stage.sandbox.headHunter.touches()).toHaveLength(3)
    },
  )

  test('a pair of the environment that another process renews meanwhile stays renewed in the file', async () => {
    beginHere()
    const { accessToken, refreshToken } = stage.world.pair
    Object.assign(stage.env, { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    stage.write('.env', withoutPair())
    const newer = stage.sandbox.headHunter.issuePair()
    const lines = `HH_ACCESS_TOKEN=${newer.accessToken}\nHH_REFRESH_TOKEN=${newer.refreshToken}\n`
    stage.programs['systemctl --user show-environment'] = () => {
      stage.write('.env', withoutPair() + lines)
      return { exit: 0, stdout: '' }
    }
    stage.env.HH_RESUME_IDS = 'all'
    expect((await stage.run('setup', '--on', 'computer')).exit).toBe(0)
    expect(values()).toMatchObject({ HH_REFRESH_TOKEN: newer.refreshToken, HH_RESUME_IDS: 'all' })
  })

  const PROXY = { HTTPS_PROXY: 'http://proxy.example.com:3128', no_proxy: 'localhost,.example.com' }

  test('the proxy of this environment is in the schedule: systemd', async () => {
    beginHere()
    Object.assign(stage.env, PROXY)
    const { stdout } = await stage.run('setup', '--on', 'computer')
    for (const [name, value] of Object.entries(PROXY))
      expect(unit('hh-resume-touch.service')).toContain(`Environment="${name}=${value}"`)
    expect(stdout).not.toContain('Scheduled runs see')
  })

  test('the proxy of this environment is in the schedule: cron', async () => {
    beginHere()
    stage.programs = {}
    Object.assign(stage.env, PROXY)
    const { stdout } = await stage.run('setup', '--on', 'computer')
    expect(stdout).toContain(
      `HH_ENV_FILE=${stage.cwd}/.env HTTPS_PROXY=http://proxy.example.com:3128 no_proxy=localhost,.example.com /usr/bin/node`,
    )
  })

  test.each(['systemd', 'cron'])(
    'a proxy with a name or password is not written, and that is said: %s',
    async (system) => {
      beginHere()
      if (system === 'cron') stage.programs = {}
      stage.env.HTTPS_PROXY = 'http://ann:pass-word@proxy.example.com:3128'
      const { exit, stdout } = await stage.run('setup', '--on', 'computer')
      expect(exit).toBe(0)
      expect(stdout).not.toContain('pass-word')
      expect(stdout).toContain('Scheduled runs see `HTTPS_PROXY` only if')
      if (system === 'systemd') expect(unit('hh-resume-touch.service')).not.toContain('PROXY')
    },
  )

  test('through npx, npm is asked again: its cache is emptied at times', async () => {
    const script = '/home/a b/.npm/_npx/12/node_modules/hh-resume-touch/dist/cli/index.js'
    beginHere({ started: { node: '/usr/bin/node', script } })
    stage.env.npm_execpath = '/usr/lib/node_modules/npm/bin/npm-cli.js'
    await stage.run('setup', '--on', 'computer')
    expect(unit('hh-resume-touch.service')).toMatch(
      /"\/usr\/bin\/node" "\/usr\/lib\/node_modules\/npm\/bin\/npm-cli\.js" "exec" "--yes" "--package=hh-resume-touch@[\d.]+" "--" "hh-resume-touch" "touch"/,
    )
  })

  test('shown and not written, when the person says no; nothing is left', async () => {
    beginHere({ interactive: true })
    stage.write('.env', `${stage.read('.env')}HH_LANGUAGE=en\n`)
    stage.answers.push('computer', 'all', false, false)
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('[Timer]')
    expect(stdout).toContain('Nothing was written.')
    expect(existsSync(join(stage.cwd, 'config'))).toBe(false)
    expect(changes()).toEqual([])
  })

  test('--remove takes it away; a second time there is none', async () => {
    beginHere()
    await stage.run('setup', '--on', 'computer')
    const { exit, stdout } = await stage.run('setup', '--remove')
    expect(exit).toBe(0)
    expect(stdout).toContain('The schedule is removed.')
    expect(readdirSync(join(stage.cwd, 'config/systemd/user'))).toEqual([])
    stage.programs['systemctl --user disable --now hh-resume-touch.timer'] = { exit: 1, stdout: '' }
    stage.programs['systemctl --user stop hh-resume-touch.service'] = { exit: 5, stdout: '' }
    expect((await stage.run('setup', '--remove')).stdout).toContain('There was no schedule.')
  })

  test('--remove --dry-run shows what would go, and takes nothing away', async () => {
    beginHere()
    await stage.run('setup', '--on', 'computer')
    stage.ran.length = 0
    const { exit, stdout } = await stage.run('setup', '--remove', '--dry-run')
    expect(exit).toBe(0)
    expect(stdout).toContain(`\`${stage.cwd}/config/systemd/user/hh-resume-touch.timer\``)
    expect(stdout).toContain('systemctl --user disable --now hh-resume-touch.timer')
    expect(stdout).not.toContain('is removed')
    expect(changes()).toEqual([])
    expect(readdirSync(join(stage.cwd, 'config/systemd/user'))).toHaveLength(2)
  })

  test('--remove that can’t delete a file says so', async () => {
    beginHere()
    mkdirSync(join(stage.cwd, 'config/systemd/user/hh-resume-touch.timer'), { recursive: true })
    const { exit, stdout, stderr } = await stage.run('setup', '--remove')
    expect(exit).toBe(1)
    expect(stderr).toMatch(/`\S+hh-resume-touch\.timer` can’t be deleted \(\w+\)/)
    expect(stdout).not.toContain('is removed')
  })

  test('a command that fails is named with its exit code', async () => {
    beginHere()
    stage.programs['systemctl --user enable --now hh-resume-touch.timer'] = { exit: 1, stdout: '' }
    const { exit, stderr } = await stage.run('setup', '--on', 'computer')
    expect(exit).toBe(1)
    expect(stderr).toContain('`systemctl --user enable` did not work (exit 1)')
  })

  test('a folder that can’t be written to', async () => {
    beginHere()
    stage.write('config', 'a file')
    const { exit, stderr } = await stage.run('setup', '--on', 'computer')
    expect(exit).toBe(1)
    expect(stderr).toContain('The schedule is not active.')
  })

  test('without systemd, a line for cron', async () => {
    beginHere()
    stage.programs = {}
    const { exit, stdout } = await stage.run('setup', '--on', 'computer')
    expect(exit).toBe(0)
    expect(stdout).toContain(
      `13 * * * * cd ${stage.cwd} && HH_ENV_FILE=${stage.cwd}/.env /usr/bin/node -- /opt/hh-resume-touch/dist/cli/index.js touch --max-wait 59m`,
    )
    expect((await stage.run('setup', '--remove')).stdout).toContain('`crontab -e`')
  })

  test('macOS: an agent, loaded anew', async () => {
    beginHere({ platform: 'darwin' })
    stage.programs.launchctl = { exit: 0, stdout: '' }
    const { exit, stdout } = await stage.run('setup', '--on', 'computer')
    expect(exit).toBe(0)
    expect(stage.read('home/Library/LaunchAgents/local.hh-resume-touch.plist')).toContain(
      '<integer>13</integer>',
    )
    expect(changes().map((line) => line.split(' ')[1])).toEqual(['bootout', 'bootstrap'])
    expect(stdout).toContain('Library/Logs/hh-resume-touch.log')
  })

  test('Windows: a task; its description goes again', async () => {
    beginHere({ platform: 'win32' })
    stage.env.TEMP = stage.cwd
    stage.env.HTTPS_PROXY = 'http://proxy.example.com:3128'
    stage.programs.schtasks = { exit: 0, stdout: '' }
    const { exit, stdout } = await stage.run('setup', '--on', 'computer')
    expect(exit).toBe(0)
    expect(stdout).toContain('Scheduled runs see `HTTPS_PROXY` only if')
    expect(changes().map((line) => line.split(' ')[1])).toEqual(['/Delete', '/Create'])
    expect(readdirSync(stage.cwd).filter((name) => name.endsWith('.xml'))).toEqual([])
  })

  test('a second person: an entry and a file of its own', async () => {
    beginHere()
    stage.write('.env.anna', stage.read('.env'))
    stage.write('.env', stage.read('.env').replace(/HH_(CLIENT|ACCESS|REFRESH).*\n/g, ''))
    const { exit, stdout } = await stage.run('setup', '--on', 'computer', '--account', 'anna')
    expect(exit).toBe(0)
    expect(unit('hh-resume-touch-ANNA.service')).toContain(`HH_ENV_FILE=${stage.cwd}/.env.anna`)
    // Without the account, the first person's entry would be removed.
    expect(stdout).toContain('`hh-resume-touch setup --remove --account ANNA` removes it.')
  })

  test('--dry-run shows it and writes nothing', async () => {
    beginHere()
    const { stdout } = await stage.run('setup', '--on', 'computer', '--dry-run')
    expect(stdout).toContain('[Timer]')
    expect(existsSync(join(stage.cwd, 'config'))).toBe(false)
    expect(changes()).toEqual([])
  })

  test('a pair that an earlier run moved to GitHub is not there: a login', async () => {
    beginHere()
    stage.write('.env', `${withoutPair()}GITHUB_REPOSITORY=${REPOSITORY}\n`)
    expect((await stage.run('setup', '--on', 'computer', '--yes')).exit).toBe(3)
  })
})
