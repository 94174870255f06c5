import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import type { TokenKind } from '../../sandbox/github/tokens.js'
import { tokenLink } from '../../src/cli/setup/github-token.js'
import { SCHEDULES } from '../../src/cli/setup/schedule.js'
import { WORKFLOW_PATH } from '../../src/cli/setup/workflow.js'
import { gitHubStoreFor, guardOutside, headHunterFor } from '../../src/compose.js'
import { createShutdown } from '../../src/domain/shutdown.js'
import { run } from '../../src/run.js'
import { type InputName, readSettings } from '../../src/settings/settings.js'
import { createRecorder } from '../support/recorder.js'
import { createStage, envFileOf, type Stage, type StageOptions } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

const REPOSITORY = 'applicant/resume-touch'

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
const writes = () =>
  stage.sandbox.github.writes.filter(({ name, action }) => action !== 'deleted' && !/PROBE/.test(name))

const namesWritten = (since: number) =>
  writes()
    .slice(since)
    .map(({ name }) => name)

/** The inputs that the workflow hands over, as GitHub fills them in. */
function inputsOfWorkflow(): Partial<Record<InputName, string>> {
  const block = workflow().split('        with:\n')[1] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/^ {10}([\w-]+): (.*)$/gm)].map(([, name = '', value = '']) => {
      const secret = /^\$\{\{ secrets\.(\w+) \}\}$/.exec(value)?.[1]
      if (secret !== undefined) return [name, secrets()[secret] ?? '']
      return [name, value.startsWith('${{') ? '' : value.replace(/^'(.*)'$/, '$1')]
    }),
  )
}

async function runAction() {
  const inputs = inputsOfWorkflow()
  const read = readSettings({ read: (name) => inputs[name] ?? '', nameOf: (name) => name })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const { sandbox } = stage
  const shutdown = createShutdown()
  const outside = guardOutside(
    { transport: sandbox.transport(), clock: sandbox.clock, reporter: createRecorder() },
    shutdown,
  )
  return run(
    { settings: read.settings, byHand: false },
    {
      ...outside,
      shutdown,
      headHunter: headHunterFor(read.settings, outside),
      store: gitHubStoreFor(read.settings, REPOSITORY, outside),
    },
  )
}

describe('setup without questions', () => {
  test('what it wrote makes the Action’s next run touch, and rotate a fortnight later', async () => {
    beginReady()
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain(`Commit and push:\n  git add ${WORKFLOW_PATH} .gitignore && git commit`)
    const report = await runAction()
    expect(report.resumes.map(({ outcome }) => outcome)).toEqual(['touched', 'touched', 'touched'])
    expect(report.diagnostics).toEqual([])
    stage.sandbox.clock.advance(15 * 86_400_000)
    expect(await runAction()).toMatchObject({ tokensRotated: true, diagnostics: [] })
    expect(secrets().HH_ACCESS_TOKEN).not.toBe(stage.world.pair.accessToken)
  })

  test('the pair moves: one home only', async () => {
    beginReady()
    await stage.run('setup')
    expect(values()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '' })
    expect(secrets()).toMatchObject({
      HH_ACCESS_TOKEN: stage.world.pair.accessToken,
      HH_REFRESH_TOKEN: stage.world.pair.refreshToken,
    })
    expect(secrets().HH_RESUME_TOUCH_PROBE).toBeUndefined()
  })

  test('--keep-pair leaves it, with a warning', async () => {
    beginReady()
    expect((await stage.run('setup', '--keep-pair')).stdout).toContain('use it in one place only')
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
    expect(stdout).toContain('already (`--force` gets a new one)')
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

  test('a pair in the file that HeadHunter no longer takes never buries the repository’s', async () => {
    beginReady()
    await stage.run('setup', '--keep-pair')
    stage.sandbox.clock.advance(15 * 86_400_000)
    await runAction()
    const living = secrets()
    const { exit } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(2)
    expect(secrets()).toEqual(living)
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
    expect((await stage.run('setup')).stdout).toContain('differs from what would be written, and stays')
    expect(workflow()).toBe('mine')
  })

  test('an environment’s secrets', async () => {
    beginReady()
    expect((await stage.run('setup', '--environment', 'production')).exit).toBe(0)
    expect(secrets()).toEqual({})
    expect(stage.sandbox.github.secrets({ environment: 'production' }).HH_CLIENT_ID).toBe(
      stage.world.application.id,
    )
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
      `${stage.read('.env')}HH_LANGUAGE=ru\nHH_MAX_WAIT=1h\nHH_HOST=rabota.by\nHH_NOTIFY=changes\n${lines.join('\n')}\n`,
    )
    expect((await stage.run('setup', '--schedule', '7 6-20 * * *')).exit).toBe(0)
    expect(inputsOfWorkflow()).toMatchObject({
      language: 'ru',
      host: 'rabota.by',
      'max-wait': '1h',
      'resume-ids': id,
    })
    expect(workflow()).toContain("- cron: '7 6-20 * * *'")
    expect(workflow()).toContain('timeout-minutes: 75')
    expect(workflow()).not.toContain('notify')
    expect(secrets()).toMatchObject({ TG_CHAT_ID: String(stage.world.chat.id), HH_RESUME_IDS: id })
    expect((await runAction()).resumes).toHaveLength(1)
  })

  test('a private repository runs less often', async () => {
    beginReady()
    stage.world.repository.private = true
    const { stdout } = await stage.run('setup')
    expect(stdout).not.toContain('It is public')
    const { cron, maxWait } = SCHEDULES.private
    expect(cron).not.toBe(SCHEDULES.public.cron)
    expect(workflow()).toContain(`- cron: '${cron}'`)
    expect(inputsOfWorkflow()['max-wait']).toBe(maxWait)
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
    expect(stdout).toContain('`.gitignore` would be written.')
    expect(stage.read('.env')).toBe(before)
    expect(made.filter(({ name }) => name !== 'HH_RESUME_TOUCH_PROBE')).toEqual([])
    expect(existsSync(join(stage.cwd, '.github'))).toBe(false)
    expect(stage.sandbox.headHunter.touches()).toEqual([])
  })

  test('--dry-run with nothing at all tells what would be asked', async () => {
    begin({ envFile: undefined })
    stage.git = {}
    const { exit, stdout } = await stage.run('setup', '--dry-run')
    expect(exit).toBe(0)
    for (const name of ['--repository', 'HH_CLIENT_ID', 'HH_CLIENT_SECRET', 'HH_GITHUB_TOKEN'])
      expect(stdout).toContain(`\`${name}\` would be asked for here.`)
    expect(stage.sandbox.requests).toEqual([])
  })

  test('--dry-run without a pair, and with one whose access token is missing', async () => {
    beginReady()
    stage.write('.env', stage.read('.env').replace(/HH_(ACCESS)_TOKEN=.*\n/g, ''))
    expect((await stage.run('setup', '--dry-run')).stdout).toContain('would be used')
    stage.write('.env', stage.read('.env').replace(/HH_(REFRESH)_TOKEN=.*\n/g, ''))
    expect((await stage.run('setup', '--dry-run')).stdout).toContain('the browser would open')
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
    ['classic', 'This token opens all your repositories'],
    ['oauth', 'This token opens all your repositories'],
    ['app', 'dies within the hour'],
    ['job', 'dies within the hour'],
  ] as [TokenKind, string][])('a token of the kind %s is refused', async (kind, sentence) => {
    begin()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken(kind).value
    const { exit, stdout, stderr } = await stage.run('setup')
    expect(exit).toBe(2)
    expect(stdout + stderr).toContain(sentence)
    expect(stage.sandbox.github.writes).toEqual([])
  })

  test('--any-token insists on a classic one', async () => {
    begin()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken('classic').value
    expect((await stage.run('setup', '--any-token')).exit).toBe(0)
    expect(secrets().HH_CLIENT_ID).toBe(stage.world.application.id)
  })

  test.each([
    ['some/body', '(secrets_not_found)', 1],
    ['nonsense', '`--repository` must be of the form `owner/name`', 2],
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
    expect(stdout).toContain(`\`${REPOSITORY}\` will touch the resumes.`)
  })

  test('what GitHub refuses is told before anybody is sent to HeadHunter', async () => {
    begin({ envFile: undefined })
    stage.write('.env', envFileOf(stage, { pair: false }))
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken('expired').value
    const { exit, stdout, stderr } = await stage.run('setup', '--yes')
    expect(exit).toBe(1)
    expect(stdout).toContain('(github_token_refused)')
    expect(stderr).toContain('What was done so far is kept')
    expect(stage.opened).toEqual([])
  })

  test('--yes without a terminal does not wait for somebody in a browser', async () => {
    beginReady()
    stage.write('.env', stage.read('.env').replace(/HH_(ACCESS|REFRESH)_TOKEN=.*\n/g, ''))
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

  test('.env is out of git’s sight before anything is saved in it', async () => {
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
    const mine = workflow().replace('ubuntu-latest', 'my-own')
    stage.write(WORKFLOW_PATH, mine)
    const { stdout } = await stage.run('setup', '--keep-pair', '--schedule', '8 * * * *')
    expect(stdout).toContain('and stays')
    expect(workflow()).toBe(mine)
  })

  test('a schedule that is none is refused at once', async () => {
    beginReady()
    const { exit, stderr } = await stage.run('setup', '--schedule', 'каждый час')
    expect(exit).toBe(2)
    expect(stderr).toContain('`--schedule` must be a cron expression')
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

  test('a write that fails halfway leaves the pair at home', async () => {
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

  test('--dry-run, where the pair was not tried, leaves the one that is there; unless that can’t be seen', async () => {
    beginReady()
    await stage.run('setup', '--keep-pair')
    stage.write('.env', stage.read('.env').replace(/HH_ACCESS_TOKEN=.*\n/, 'HH_ACCESS_TOKEN=old1\n'))
    const { exit, stdout } = await stage.run('setup', '--dry-run')
    expect(exit).toBe(0)
    expect(stdout).toContain('`HH_REFRESH_TOKEN` is there already and stays')
    expect(stdout).toContain('The secret `HH_CLIENT_ID` would be written.')
    stage.sandbox.faults.add({
      kind: 'http_500',
      service: 'github',
      route: 'GET /repos/{owner}/{repo}/actions/secrets/{name}',
      match: ({ path }) => path.endsWith('_TOKEN'),
      times: 1_000,
    })
    expect((await stage.run('setup', '--dry-run')).exit).toBe(1)
  })

  test('HeadHunter out of reach', async () => {
    beginReady()
    stage.sandbox.faults.add({ kind: 'unreachable', service: 'headHunter', times: 1_000 })
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain('(hh_unreachable)')
    expect(writes()).toEqual([])
  })

  test('somebody else’s resume is pointed out', async () => {
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

  test('a folder that is no working copy: where to take the file; git’s own ignore list is left alone', async () => {
    beginReady()
    stage.git = {}
    const { exit, stdout } = await stage.run(
      'setup',
      '--repository',
      REPOSITORY,
      '--workflow',
      'there/touch.yml',
    )
    expect(exit).toBe(0)
    expect(stdout).toContain(`copy \`there/touch.yml\` into the working copy as \`${WORKFLOW_PATH}\``)
    expect(stdout).not.toContain('git add')
    const link = new URL(/https:\S+\/new\/HEAD\S+/.exec(stdout)?.[0] ?? '')
    expect(link.pathname).toBe(`/${REPOSITORY}/new/HEAD`)
    expect(link.searchParams.get('filename')).toBe(WORKFLOW_PATH)
    expect(link.searchParams.get('value')).toBe(stage.read('there/touch.yml'))
    expect(existsSync(join(stage.cwd, '.gitignore'))).toBe(false)
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
  })

  test('--dry-run without a GitHub token names the secrets all the same', async () => {
    begin()
    const { exit, stdout } = await stage.run('setup', '--dry-run')
    expect(exit).toBe(0)
    expect(stdout).toContain('The secret `HH_CLIENT_ID` would be written.')
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
  test('the whole way, from an empty folder', async () => {
    begin({ interactive: true, envFile: undefined })
    const { application, githubToken, botToken, chat, resumes } = stage.world
    const file = parse(envFileOf(stage, { pair: false }))
    for (const name of ['HH_API_URL', 'HH_GITHUB_API_URL', 'HH_TELEGRAM_API_URL'])
      stage.env[name] = file[name] ?? ''
    stage.sandbox.telegram.say(chat, '/start')
    stage.answers.push(
      'ru',
      `https://github.com/${REPOSITORY}/settings`,
      '',
      stage.sandbox.github.addToken('read-only').value,
      stage.sandbox.github.addToken('classic').value,
      false,
      githubToken.value,
      application.id,
      `"${application.secret}"`,
      () => stage.sandbox.headHunter.authorizationCode().code,
      'some',
      [],
      [resumes[1]?.id],
      true,
      'not a token',
      `1:${'a'.repeat(35)}`,
      botToken,
    )
    const { exit, stdout } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(0)
    expect(stage.answers).toEqual([])
    expect(stdout).toContain('8/8 Workflow')
    expect(stdout).toContain(tokenLink(REPOSITORY, false))
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

  const ready = (...answers: unknown[]) => {
    beginReady({ interactive: true })
    stage.write('.env', `${stage.read('.env')}HH_LANGUAGE=en\n`)
    stage.answers.push(REPOSITORY, ...answers)
  }

  test('all resumes, no Telegram', async () => {
    ready('all', false)
    expect((await stage.run('setup')).exit).toBe(0)
    expect(values().HH_RESUME_IDS).toBe('all')
    expect(secrets().HH_RESUME_IDS).toBe('all')
  })

  test('all resumes, chosen in another folder, replaces the ids of an earlier run', async () => {
    ready('all', false)
    stage.sandbox.github.writes.length = 0
    const id = stage.world.resumes[0]?.id ?? ''
    stage.env.HH_RESUME_IDS = id
    await stage.run('setup', '--yes', '--keep-pair')
    expect(secrets().HH_RESUME_IDS).toBe(id)
    delete stage.env.HH_RESUME_IDS
    expect((await stage.run('setup')).exit).toBe(0)
    expect(secrets().HH_RESUME_IDS).toBe('all')
  })

  test('a secret with ids that nobody chose anew stays, and that is said', async () => {
    ready()
    stage.answers.length = 0
    stage.env.HH_RESUME_IDS = stage.world.resumes[0]?.id ?? ''
    await stage.run('setup', '--yes')
    delete stage.env.HH_RESUME_IDS
    const { exit, stdout } = await stage.run('setup', '--yes')
    expect(exit).toBe(0)
    expect(stdout).toContain(`Those that the secret \`HH_RESUME_IDS\` of \`${REPOSITORY}\` names`)
    expect(stdout).not.toContain('All published')
    expect(secrets().HH_RESUME_IDS).toBe(stage.world.resumes[0]?.id)
  })

  test('ids that the environment sets are not asked for: they would outweigh the answer', async () => {
    ready(false)
    stage.env.HH_RESUME_IDS = stage.world.resumes[0]?.id ?? ''
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain(`These are touched: ${stage.env.HH_RESUME_IDS}.`)
    expect(secrets().HH_RESUME_IDS).toBe(stage.env.HH_RESUME_IDS)
  })

  test('none ticked: told, and asked again', async () => {
    ready('some', [], [stage?.world?.resumes[0]?.id ?? 'x'], false)
    expect((await stage.run('setup')).stderr).toContain('None was ticked')
  })

  test('a GitHub token that has died is replaced, and the repository’s pair stays', async () => {
    ready()
    stage.answers.length = 0
    await stage.run('setup', '--yes')
    const [pair, fresh] = [secrets().HH_REFRESH_TOKEN, stage.world.githubToken.value]
    const dead = stage.sandbox.github.addToken('expired').value
    stage.write('.env', stage.read('.env').replace(fresh, dead))
    stage.answers.push(REPOSITORY, `'${fresh}'`, false)
    const { exit, stdout } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout).toContain('(github_token_refused)')
    expect(values().HH_GITHUB_TOKEN).toBe(fresh)
    expect(secrets()).toMatchObject({ HH_REFRESH_TOKEN: pair, HH_GITHUB_TOKEN: fresh })
  })

  test('no token is asked for again when GitHub can’t be reached', async () => {
    ready(`github_pat_${'a'.repeat(82)}`)
    stage.write('.env', stage.read('.env').replace(/HH_GITHUB_TOKEN=.*\n/, ''))
    stage.sandbox.faults.add({ kind: 'unreachable', service: 'github', times: 1_000 })
    const { exit, stdout, stderr } = await stage.run('setup')
    expect(exit).toBe(1)
    expect(stdout).toContain('(github_unreachable)')
    expect(stderr).toContain('What was done so far is kept')
  })

  test('an application’s secret that HeadHunter refuses is asked for again, and replaced', async () => {
    const code = () => stage.sandbox.headHunter.authorizationCode().code
    ready(code)
    const { id, secret } = stage.world.application
    const file = stage.read('.env').replace(/HH_(ACCESS|REFRESH)_TOKEN=.*\n/g, '')
    stage.write('.env', file.replace(secret, 'S'.repeat(64)))
    stage.answers.push(id, secret, code, 'all', false)
    const { exit, stdout } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(0)
    expect(stdout).toContain('· `HH_CLIENT_SECRET` stands in `.env`.')
    expect(stage.answers).toEqual([])
    expect(values().HH_CLIENT_SECRET).toBe(secret)
    expect(secrets().HH_CLIENT_SECRET).toBe(secret)
  })

  test('one that the environment sets can only be replaced there', async () => {
    ready(() => stage.sandbox.headHunter.authorizationCode().code)
    stage.env.HH_CLIENT_SECRET = 'S'.repeat(64)
    stage.write('.env', stage.read('.env').replace(/HH_(ACCESS|REFRESH)_TOKEN=.*\n/g, ''))
    const { exit, stdout } = await stage.run('setup', '--no-browser')
    expect(exit).toBe(1)
    expect(stdout).toContain('`HH_CLIENT_SECRET` is set in the environment.')
  })

  test('a changed choice replaces the secret', async () => {
    ready('some', [stage?.world?.resumes[0]?.id ?? 'x'], false)
    stage.answers[2] = [stage.world.resumes[0]?.id]
    await stage.run('setup')
    expect(secrets().HH_RESUME_IDS).toBe(stage.world.resumes[0]?.id)
    const pair = stage.sandbox.headHunter.issuePair()
    stage.write(
      '.env',
      `${stage.read('.env')}HH_ACCESS_TOKEN=${pair.accessToken}\nHH_REFRESH_TOKEN=${pair.refreshToken}\n`,
    )
    stage.answers.push(REPOSITORY, 'all', false)
    await stage.run('setup')
    expect(secrets().HH_RESUME_IDS).toBe('all')
  })

  test('a broad token is taken when insisted on', async () => {
    ready(true, 'all', false)
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken('oauth').value
    expect((await stage.run('setup')).exit).toBe(0)
  })

  test('a dead pair leads to the login', async () => {
    ready(() => stage.sandbox.headHunter.authorizationCode().code, 'all', false)
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    expect((await stage.run('setup', '--no-browser')).exit).toBe(0)
    expect(secrets().HH_ACCESS_TOKEN).not.toBe(stage.world.pair.accessToken)
  })

  test('a login that is refused ends it', async () => {
    ready('http://localhost:8080/?error=access_denied&state=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH')
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    expect((await stage.run('setup', '--no-browser')).exit).toBe(3)
  })

  test('a code that HeadHunter does not take ends it', async () => {
    ready('ABCDEFGH')
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    expect((await stage.run('setup', '--no-browser')).exit).toBe(3)
  })

  test('a workflow that differs is replaced when the person says so', async () => {
    ready('all', false, true)
    mkdirSync(join(stage.cwd, '.github/workflows'), { recursive: true })
    stage.write(WORKFLOW_PATH, 'mine')
    await stage.run('setup')
    expect(workflow()).toContain('name: Touch resumes')
  })

  test('several chats: the person chooses; none: the person types', async () => {
    const other = { id: -1001, type: 'supergroup', title: 'Работа' } as const
    ready('all', true, '-1001')
    stage.env.TG_BOT_TOKEN = stage.world.botToken
    stage.sandbox.telegram.say(stage.world.chat, 'hi')
    stage.sandbox.telegram.say(stage.sandbox.telegram.addChat(other), 'hi')
    stage.env.TG_CHAT_ID = ''
    // One of the two alone makes no sense as settings, so the bot is given when asked for.
    stage.env.TG_BOT_TOKEN = ''
    stage.answers.splice(3, 0, stage.world.botToken)
    const { stdout } = await stage.run('setup')
    expect(stdout).toContain('A test message has arrived in “Работа”')
    expect(secrets().TG_CHAT_ID).toBe('-1001')
  })

  test.each([
    ['no chat', 'TG_CHAT_ID'],
    ['1234567', 'telegram_chat_not_found'],
  ])('a chat that is typed in vain (%s) is not saved', async (typed, sentence) => {
    ready('all', true)
    stage.answers.push(stage.world.botToken, typed)
    const { exit, stdout, stderr } = await stage.run('setup')
    expect(exit).toBe(0)
    expect(stdout + stderr).toContain(sentence)
    expect(secrets().TG_BOT_TOKEN).toBeUndefined()
  })

  test('Telegram’s updates can’t be had: the person types', async () => {
    ready('all', true)
    stage.answers.push(stage.world.botToken, String(stage.world.chat.id))
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
})
