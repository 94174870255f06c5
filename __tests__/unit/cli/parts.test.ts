import { join, sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { canListenFor } from '../../../src/cli/login/callback.js'
import { resultPage } from '../../../src/cli/login/page.js'
import { tokenLink } from '../../../src/cli/setup/rights.js'
import { isCron } from '../../../src/cli/setup/workflow.js'
import { createEnvSource, settingName } from '../../../src/cli/shared/env-source.js'
import { EXIT, exitForDiagnostics } from '../../../src/cli/shared/exit.js'
import { invocationFor, startedBy } from '../../../src/cli/shared/invocation.js'
import { paintFor } from '../../../src/cli/shared/screen.js'
import type { Output } from '../../../src/cli/shared/terminal.js'
import { waitAfter } from '../../../src/cli/touch/watch.js'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { reportOfInvalidInputs } from '../../../src/domain/report.js'
import type { SecretsPlace } from '../../../src/github/errors.js'
import { repositoryGiven, repositoryHere, repositoryIn } from '../../../src/github/repository.js'
import { diagnostic } from '../../../src/reasons/index.js'
import { paintSentence, tableLines } from '../../../src/report/terminal.js'
import type { InputName } from '../../../src/settings/settings.js'

describe('settings outside Actions', () => {
  test.each([
    ['client-id', 'HH_CLIENT_ID'],
    ['max-wait', 'HH_MAX_WAIT'],
    ['github-token', 'HH_GITHUB_TOKEN'],
    ['telegram-bot-token', 'TG_BOT_TOKEN'],
    ['telegram-chat-id', 'TG_CHAT_ID'],
    ['telegram-api-url', 'HH_TELEGRAM_API_URL'],
  ] as [InputName, string][])('%s is %s', (input, name) => expect(settingName(input)).toBe(name))

  test('options outweigh the environment, which outweighs the file', () => {
    const file = { HH_NOTIFY: 'file', HH_HOST: 'file', HH_LANGUAGE: 'file' }
    const environment = { HH_NOTIFY: 'environment', HH_HOST: 'environment', HH_LANGUAGE: '' }
    const source = createEnvSource({
      environment,
      file,
      overrides: { notify: { value: 'option', as: '--notify' } },
    })
    expect(['notify', 'host', 'language', 'redact'].map((name) => source.read(name as InputName))).toEqual([
      'option',
      'environment',
      'file',
      '',
    ])
    expect(source.nameOf('notify')).toBe('--notify')
    expect(source.nameOf('host')).toBe('HH_HOST')
  })
})

test.each([
  ['https://github.com/owner/name.git', 'owner/name'],
  ['https://user@github.com/owner/na.me', 'owner/na.me'],
  ['git@github.com:owner/name.git', 'owner/name'],
  ['ssh://git@ghe.example.com:22/owner/name/', 'owner/name'],
  ['/srv/git/owner/name', undefined],
  ['https://github.com/owner', undefined],
  ['https://gitlab.com/group/sub/name', undefined],
  ['git@github.com:ow ner/name', undefined],
  ['', undefined],
])('the repository of remote %j is %j', (remote, name) => expect(repositoryIn(remote)).toBe(name))

test.each([
  ['owner/name', 'owner/name'],
  [' https://github.com/owner/name ', 'owner/name'],
  ['https://github.com/owner/name.git', 'owner/name'],
  ['https://github.com/owner/name/settings/secrets/actions?x#y', 'owner/name'],
  ['github.com/owner/name', 'owner/name'],
  ['git@github.com:owner/name.git', 'owner/name'],
  ['https://github.com/owner', undefined],
  ['nonsense', undefined],
])('the repository that is typed as %j is %j', (typed, name) => expect(repositoryGiven(typed)).toBe(name))

test.each([
  ['13,43 * * * *', true],
  [' */5 0-23/2 1,15 JAN-MAR mon ', true],
  ['60 * * * *', false],
  ['0 24 * * *', false],
  ['* * 0 * *', false],
  ['* * * * 7', false],
  ['* * * *', false],
  ['@daily', false],
  ['каждый час', false],
  ['a b c d e', false],
  ["1 * * * *'", false],
])('cron %j: %j', (text, is) => expect(isCron(text)).toBe(is))

test('the workflow’s own variable comes before the working copy, if it is a name', async () => {
  const git = async () => 'git@github.com:a/b'
  expect(await repositoryHere({ env: { GITHUB_REPOSITORY: 'c/d' }, git })).toBe('c/d')
  expect(await repositoryHere({ env: { GITHUB_REPOSITORY: 'nonsense' }, git })).toBe('a/b')
  expect(await repositoryHere({ env: {}, git }, { GITHUB_REPOSITORY: 'e/f' })).toBe('e/f')
  expect(await repositoryHere({ env: {}, git: async () => undefined })).toBeUndefined()
})

describe('the link to GitHub’s page', () => {
  const place = { repository: 'owner/name' }
  const asked = (of: SecretsPlace, isCapped?: boolean) =>
    Object.fromEntries(new URL(tokenLink('https://github.com', of, isCapped)).searchParams)

  test('asks for one right, without an end, and for a look at runs', () => {
    const { environments, ...rest } = asked(place)
    expect(rest).toMatchObject({
      target_name: 'owner',
      expires_in: 'none',
      secrets: 'write',
      actions: 'read',
      metadata: 'read',
    })
    expect(environments).toBeUndefined()
  })

  test('asks for an environment’s right, and for an end where an organization wants one', () => {
    expect(asked({ ...place, environment: 'production' })).toMatchObject({
      environments: 'write',
    })
    expect(asked(place, true)).toMatchObject({ expires_in: '366' })
  })
})

describe('colours', () => {
  const terminal = { isTTY: true } as Output
  const pipe = {} as Output
  test.each([
    [terminal, {}, true],
    [pipe, {}, false],
    [terminal, { NO_COLOR: '1' }, false],
    [terminal, { TERM: 'dumb' }, false],
    [pipe, { FORCE_COLOR: '1' }, true],
    [terminal, { FORCE_COLOR: '0' }, false],
  ])('%#', (output, env, wanted) => {
    expect(paintFor(output, env)('red', 'x') !== 'x').toBe(wanted)
  })

  test('code is colored, or in backticks without colors', () => {
    const sentence = 'Ask @BotFather, set `TG_BOT_TOKEN`, see https://example.com/a.'
    expect(paintSentence(sentence, paintFor(pipe, {}))).toBe(sentence)
    expect(paintSentence(sentence, paintFor(terminal, {}))).toContain('\u001b[36mTG_BOT_TOKEN\u001b[39m')
  })
})

describe('how the command was started', () => {
  const cwd = join(sep, 'home', 'me', 'clone')
  const script = join(cwd, 'dist', 'cli', 'index.js')
  test.each([
    [{ npm_lifecycle_event: 'start' }, script, 'npm start --'],
    [{}, script, `node ${join('dist', 'cli', 'index.js')}`],
    [{ npm_lifecycle_event: 'touch' }, join(sep, 'home', 'me', 'a b.js'), `node "${join('..', 'a b.js')}"`],
    [{}, join(sep, 'usr', 'bin', 'hh-resume-touch'), 'hh-resume-touch'],
    [
      { npm_command: 'exec' },
      join(sep, 'cache', 'node_modules', '.bin', 'hh-resume-touch'),
      'npx hh-resume-touch',
    ],
    [
      { npm_lifecycle_event: 'start' },
      join(cwd, 'node_modules', 'hh-resume-touch', 'x.js'),
      'hh-resume-touch',
    ],
  ])('%j %s: %s', (env, script, program) => expect(startedBy({ env, script, cwd })).toBe(program))

  test.each([
    ['npm start --', {}, '', 'npm start'],
    ['npm start --', {}, 'login', 'npm start -- login'],
    ['npm start --', { language: 'ru' }, '', 'npm start -- --language ru'],
    ['hh-resume-touch', { language: 'ru' }, 'touch --watch', 'hh-resume-touch touch --watch --language ru'],
    ['node cli.js', { envFile: 'x' }, 'login', 'node cli.js login --settings x'],
    ['node cli.js', {}, 'login', 'node cli.js login'],
  ])('%s, %j, %s: %s', (program, kept, words, command) => {
    expect(invocationFor(program, { envFile: undefined, language: undefined, ...kept })(words)).toBe(command)
  })
})

describe('tables', () => {
  const columns = [
    { title: 'T', flexible: true },
    { title: 'N', align: 'right' as const },
  ]
  test('are as wide as the letters are', () => {
    expect(
      tableLines(
        columns,
        [
          ['漢字', '1'],
          ['аб👍', '23'],
        ],
        80,
      ),
    ).toEqual(['T      N', '漢字   1', 'аб👍  23'])
  })

  test('the flexible column gives way, cut between whole characters', () => {
    const [, line = ''] = tableLines(columns, [['Архитектор распределённых 👩‍👩‍👧‍👦 систем', '1']], 24)
    expect(line).toBe('Архитектор распредел…  1')
    expect(tableLines(columns, [['ж'.repeat(40), '1']], 5)[1]).toBe(`${'ж'.repeat(11)}…  1`)
  })

  test('titles take two rows before anything is cut', () => {
    const titles = [{ title: 'Resume', flexible: true }, { title: 'Fresh since (in Moscow)' }]
    const row = ['Engineer', '5 Jan, 12:00']
    expect(tableLines(titles, [row], 33)).toEqual([
      'Resume    Fresh since (in Moscow)',
      'Engineer  5 Jan, 12:00',
    ])
    expect(tableLines(titles, [row], 22)).toEqual([
      'Resume    Fresh since\n          (in Moscow)',
      'Engineer  5 Jan, 12:00',
    ])
  })
})

describe('when to look again', () => {
  const endedAt = 1_000_000_000
  const report = (...times: (number | undefined)[]) => ({
    ...reportOfInvalidInputs([]),
    endedAt,
    resumes: times.map((nextTouchAt) => ({ nextTouchAt }) as never),
  })
  test.each([
    [[endedAt + HOUR, endedAt + 4 * HOUR], 0, HOUR + 2 * SECOND],
    [[endedAt - HOUR], 0, 30 * SECOND],
    [[undefined], 0, 15 * MINUTE],
    [[], 1, 15 * MINUTE],
    [[endedAt + 10 * SECOND], 3, HOUR],
    [[endedAt + 4 * HOUR], 50, 4 * HOUR + 2 * SECOND],
    [[], 50, 2 * HOUR],
  ])('%j after %i problems', (times, problems, wait) => {
    expect(waitAfter(report(...times), problems)).toBe(wait)
  })
})

test.each([
  ['http://localhost:8080', true],
  ['http://127.0.0.1', true],
  ['http://[::1]:9/back', true],
  ['https://localhost:8080', false],
  ['http://example.com', false],
])('a redirect to %s can be waited for: %s', (uri, can) => expect(canListenFor(uri)).toBe(can))

test('exit codes: a problem, or a new authorization', () => {
  const problem = (reason: 'hh_unreachable' | 'refresh_token_spent') => [
    { severity: 'problem' as const, diagnostic: diagnostic(reason) },
  ]
  expect(exitForDiagnostics([])).toBe(EXIT.done)
  expect(exitForDiagnostics(problem('hh_unreachable'))).toBe(EXIT.problem)
  expect(exitForDiagnostics(problem('refresh_token_spent'))).toBe(EXIT.authorizeAgain)
  expect(exitForDiagnostics([{ severity: 'warning', diagnostic: diagnostic('refresh_token_spent') }])).toBe(
    EXIT.done,
  )
})

test('the browser’s page lets no markup in', () => {
  const page = resultPage({ language: 'en', ok: false, title: '<b>', text: '"&' })
  expect(page).toContain('<h1>&lt;b&gt;</h1>')
  expect(page).not.toMatch(/<script|https?:/)
})
