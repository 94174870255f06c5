import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { Abandoned } from '../../src/cli/shared/prompts.js'
import { cliMessages } from '../../src/i18n/cli/index.js'
import { createStage, type Stage, type StageOptions } from './stage.js'

let stage: Stage
const begin = (options?: StageOptions) => {
  stage = createStage(options)
  return stage
}
afterEach(() => stage.close())

describe('arguments', () => {
  test('--help lists all commands, with examples and exit codes', async () => {
    const { exit, stdout, stderr } = await begin().run('--help')
    expect(exit).toBe(0)
    expect(stderr).toBe('')
    for (const word of ['touch', 'login', 'resumes', 'setup', 'check\\|doctor', 'demo', 'logout', 'sandbox'])
      expect(stdout).toMatch(new RegExp(`^  ${word} `, 'm'))
    expect(stdout).toContain(
      'Exit codes: 0 done, 1 a problem, 2 wrong usage or settings, 3 log in again, 130',
    )
    expect(stdout).toContain('--env-file')
  })

  test('help is in the chosen language, for any position of the option', async () => {
    expect((await begin().run('--language', 'ru', '--help')).stdout).toContain('Команды:')
    expect((await stage.run('help', 'login', '--language=ru')).stdout).toContain('Параметры:')
    stage.env.HH_LANGUAGE = 'ru'
    expect((await stage.run('touch', '--help')).stdout).toContain('Вызов:')
  })

  test.each([
    [{ LANG: 'ru_RU.UTF-8' }, 'Команды:'],
    [{ LC_MESSAGES: 'ru', LANG: 'en_US.UTF-8' }, 'Команды:'],
    [{ LC_ALL: 'C', LANG: 'ru_RU.UTF-8' }, 'Commands:'],
    [{ LANG: 'run' }, 'Commands:'],
    [{ LANG: 'ru_RU.UTF-8', HH_LANGUAGE: 'en' }, 'Commands:'],
  ])('without a word on it, the language is the system’s: %j', async (env, title) => {
    Object.assign(begin().env, env)
    expect((await stage.run('--help')).stdout).toContain(title)
  })

  test('commands are named as they are given here, and keep the options that all of them need', async () => {
    begin({ program: 'npm start --', envFile: undefined })
    const help = (await stage.run('--help')).stdout
    expect(help).toContain('Usage: npm start -- [options] [command]')
    expect(help).toContain('\n  $ npm start -- check          will it')
    expect(help).toContain('\n  $ npm start -- touch --watch  stay')
    stage.write('my file', 'HH_CLIENT_ID=a\nHH_CLIENT_SECRET=b\n')
    const { stderr } = await stage.run('touch', '--language', 'ru', '--env-file', 'my file')
    expect(stderr).toContain('`npm start -- login --language ru --settings "my file"`')
    const russian = (await stage.run('touch', '--help', '--language', 'ru')).stdout
    expect(russian).toContain('Вызов: npm start -- touch [параметры]\n')
    expect((await stage.run('--help', '--language', 'ru')).stdout).not.toMatch(/\[options\]|\[command\]/)
  })

  describe('options that npm kept to itself', () => {
    const byNpm = { program: 'npm start --' }

    test.each([
      [['touch'], { dry_run: 'true' }, 'touch --dry-run'],
      [['touch'], { watch: 'true', json: 'true' }, 'touch --json --watch'],
      [['touch', '15m'], { max_wait: 'true' }, 'touch --max-wait 15m'],
      [['touch'], { max_wait: '15m' }, 'touch --max-wait 15m'],
      [['logout'], { local_only: 'true' }, 'logout --local-only'],
      [['setup'], { yes: 'true' }, 'setup --yes'],
      [['login'], { browser: '' }, 'login --no-browser'],
      [['login'], { pkce: '' }, 'login --no-pkce'],
      [['touch'], { loglevel: 'verbose' }, 'touch --verbose'],
      [['touch', 'my file'], { env_file: 'true' }, 'touch --env-file "my file"'],
      [['resumes', 'ru'], { language: 'true' }, 'resumes --language ru'],
      [[], { dry_run: 'true' }, '--dry-run'],
      [['ru'], { language: 'true' }, '--language ru'],
    ])('%j with %j is refused, with the right spelling', async (argv, options, spelling) => {
      Object.assign(begin(byNpm).env, { npm_command: 'start' })
      for (const [name, value] of Object.entries(options)) stage.env[`npm_config_${name}`] = value
      const { exit, stdout, stderr } = await stage.run(...argv)
      expect(exit).toBe(2)
      expect(stderr).toContain(`\`npm start -- ${spelling}\``)
      expect(stdout).toBe('')
      expect(stage.sandbox.requests).toEqual([])
    })

    test('in a separate npm script, the command is part of the script', async () => {
      Object.assign(begin().env, {
        npm_command: 'run',
        npm_lifecycle_event: 'raise',
        npm_config_max_wait: 'true',
      })
      expect((await stage.run('touch', '15m')).stderr).toContain('`npm run raise -- --max-wait 15m`')
    })

    test('one that is set in the environment and given as well is not lost', async () => {
      Object.assign(begin(byNpm).env, { npm_command: 'start', npm_config_json: 'true' })
      expect((await stage.run('touch', '--json')).exit).toBe(0)
    })

    test.each(['run', 'run-script'])('by npm %s as well', async (command) => {
      Object.assign(begin(byNpm).env, { npm_command: command, npm_config_dry_run: 'true' })
      expect((await stage.run('touch')).exit).toBe(2)
    })

    test.each([
      ['npx passes options on', { npm_command: 'exec', npm_config_yes: 'true', npm_config_dry_run: 'true' }],
      ['what npm does not know is none of ours', { npm_command: 'start', npm_config_loglevel: 'silent' }],
      [
        'npm is set so in the environment',
        { npm_command: 'start', NPM_CONFIG_YES: 'true', npm_config_yes: 'true' },
      ],
    ])('%s', async (_, env) => {
      Object.assign(begin(byNpm).env, env)
      expect((await stage.run('touch')).exit).toBe(0)
    })

    test('npm is set so in its own files; another value was typed', async () => {
      begin(byNpm).write('npmrc', 'json = true\nyes=false\nbrowser=firefox\nforce\n')
      const env = { npm_command: 'start', npm_config_userconfig: join(stage.cwd, 'npmrc') }
      Object.assign(stage.env, env, {
        npm_config_json: 'true',
        npm_config_yes: '',
        npm_config_browser: 'firefox',
        npm_config_force: 'true',
      })
      expect((await stage.run('touch')).exit).toBe(0)
      stage.env.npm_config_yes = 'true'
      expect((await stage.run('touch')).exit).toBe(2)
    })
  })

  test('--version', async () => {
    expect((await begin().run('--version')).stdout).toBe('1.0.0\n')
  })

  test.each([
    [['--bogus'], 'There is no option `--bogus`. `hh-resume-touch --help` lists what there is.'],
    [['touch', '--langage', 'ru'], 'There is no option `--langage`. Did you mean `--language`?'],
    [['touch', '--max-wait'], '`--max-wait` needs a value.'],
    [['touch', 'x'], 'There are more arguments than this command takes.'],
    [['dance'], 'There is no command `dance`.'],
    // Never a command that revokes the pair.
    [['bogus'], 'There is no command `bogus`. `hh-resume-touch --help` lists what there is.'],
    [['tuoch'], 'There is no command `tuoch`. Did you mean `touch`?'],
    [['chek'], 'Did you mean `check`?'],
    [['status'], 'There is no command `status`. Did you mean `resumes`?'],
    [['--language', 'de'], '`--language` must be one of these: en, ru.'],
    [['touch', '--max-wait', 'soon'], '`--max-wait` must be a duration such as `90s`, `15m` or `1h`.'],
    [['touch', '--max-wait', '6h'], '`--max-wait` must be 5 hours at most.'],
    [['sandbox', '--port', 'x'], '`--port` must be a number from 1 to 65533.'],
  ])('%j is wrong usage', async (argv, sentence) => {
    const { exit, stdout, stderr } = await begin().run(...argv)
    expect(exit).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stdout).toBe('')
    expect(stage.sandbox.requests).toEqual([])
  })

  test('without a terminal, a question names the setting instead', async () => {
    begin({ envFile: undefined })
    const { exit, stderr } = await stage.run('login')
    expect(exit).toBe(2)
    expect(stderr).toContain('Give `HH_CLIENT_ID` in the environment or in .env.')
    expect(cliMessages('ru').usage.needsAnswer('--repository')).toContain(
      '`--repository` в командной строке.',
    )
  })

  test('a question left open ends with 130 and changes nothing', async () => {
    begin({ interactive: true, envFile: undefined })
    stage.answers.push(new Abandoned())
    const { exit, stderr } = await stage.run('login')
    expect(exit).toBe(130)
    expect(stderr).toContain('Interrupted')
    expect(() => stage.read('.env')).toThrow()
  })

  test('an unexpected error is reported without its message', async () => {
    begin({ interactive: true, envFile: undefined })
    stage.answers.push(new TypeError('the secret abc'))
    const { exit, stderr } = await stage.run('login')
    expect(exit).toBe(1)
    expect(stderr).toContain('does not know (TypeError)')
    expect(stderr).not.toContain('abc')
    stage.answers.push(new TypeError('the secret abc'))
    const { stderr: verbose } = await stage.run('login', '--verbose')
    expect(verbose).toMatch(/^ {4}at .*usage\.test/m)
    expect(verbose).not.toContain('abc')
  })
})

describe('the .env file', () => {
  test('a folder', async () => {
    begin({ envFile: undefined })
    mkdirSync(join(stage.cwd, '.env'))
    const { exit, stderr } = await stage.run('touch')
    expect(exit).toBe(2)
    expect(stderr).toContain('`.env` is a folder')
  })

  test('an empty HH_ENV_FILE counts as none, as every empty variable does', async () => {
    begin().env.HH_ENV_FILE = ''
    expect((await stage.run('touch', '--dry-run')).exit).toBe(0)
  })

  test('unreadable', async () => {
    begin()
    stage.write('loop', '')
    // As a path through a file: no privilege reads that.
    const { exit, stderr } = await stage.run('touch', '--env-file', 'loop/.env')
    expect(exit).toBe(2)
    expect(stderr).toContain('`loop/.env` can’t be read (ENOTDIR)')
    chmodSync(join(stage.cwd, 'loop'), 0o600)
  })

  test('saved as UTF-16', async () => {
    begin()
    stage.write('.env', Buffer.from('HH_CLIENT_ID=x', 'utf16le').toString('latin1'))
    const { exit, stderr } = await stage.run('touch')
    expect(exit).toBe(2)
    expect(stderr).toContain('`.env` is not plain text')
  })

  test.each([
    ['HH_CLIENT_ID=a\nwhat is this\n', 'Line 2 of `.env` is neither'],
    ['just words\n# fine\n\nHH_CLIENT_SECRET="never closed\n', 'Lines 1, 4 of `.env` are neither'],
  ])('bad lines are named by number, never repeated', async (text, sentence) => {
    begin()
    stage.write('.env', text)
    const { exit, stderr } = await stage.run('touch')
    expect(exit).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('what is')
    expect(stderr).not.toContain('never closed')
    expect(stage.read('.env')).toBe(text)
  })

  test('another name by option, or by HH_ENV_FILE', async () => {
    begin()
    stage.write('other.env', stage.read('.env').replace(/HH_CLIENT_ID=.*/, 'HH_CLIENT_ID="quoted"'))
    stage.write('.env', '')
    expect((await stage.run('resumes', '--env-file', 'other.env')).exit).toBe(0)
    stage.env.HH_ENV_FILE = 'other.env'
    expect((await stage.run('resumes')).exit).toBe(0)
  })

  test('every setting that is wrong is named at once, by the name it has there', async () => {
    begin({ envFile: 'HH_CLIENT_ID=\'"x"\'\nHH_REFRESH_TOKEN=a b\nHH_NOTIFY=loud\nTG_BOT_TOKEN=1:a\n' })
    const { exit, stderr } = await stage.run('touch')
    expect(exit).toBe(2)
    expect(
      stderr.match(/`(HH_CLIENT_ID|HH_CLIENT_SECRET|HH_REFRESH_TOKEN|HH_NOTIFY|TG_CHAT_ID)`/g),
    ).toHaveLength(5)
    expect(stderr).toContain('`HH_CLIENT_ID` is in quotes')
    expect(stage.sandbox.requests).toEqual([])
  })

  test('an unknown setting is reported with the similar one, and nothing else changes', async () => {
    begin()
    const more =
      'HH_RESUME_ID=1\nhh_max_wait=1m\nTG_TOKEN=1\nHH_ENV_FILE=.env\nGITHUB_REPOSITORY=a/b\nOTHER=1\n'
    stage.write('.env', stage.read('.env') + more)
    const { exit, stderr } = await stage.run('resumes')
    expect(exit).toBe(0)
    expect(stderr.split('\n').filter((line) => line.includes('is not a setting'))).toEqual([
      '! `HH_RESUME_ID` is not a setting. Did you mean `HH_RESUME_IDS`?',
      '! `hh_max_wait` is not a setting. Did you mean `HH_MAX_WAIT`?',
      '! `TG_TOKEN` is not a setting.',
    ])
  })

  test('a name or a value with Cyrillic letters is called that', async () => {
    begin()
    // The C of the first and the c of the second are Cyrillic.
    stage.write('.env', `${stage.read('.env')}HH_СLIENT_ID=1\n`)
    expect((await stage.run('resumes')).stderr).toContain('`HH_СLIENT_ID` has Cyrillic letters in its name')
    stage.write('.env', 'HH_CLIENT_ID=abс\nHH_CLIENT_SECRET=x\nHH_ACCESS_TOKEN=x\n')
    const { exit, stderr } = await stage.run('resumes')
    expect(exit).toBe(2)
    expect(stderr).toContain('`HH_CLIENT_ID` has Cyrillic letters')
  })

  test('the environment outweighs the file, unless it is empty', async () => {
    begin()
    stage.env.HH_CLIENT_ID = ''
    expect((await stage.run('resumes')).exit).toBe(0)
    stage.env.HH_ACCESS_TOKEN = 'not one'
    expect((await stage.run('resumes')).stderr).toContain('`HH_ACCESS_TOKEN` has a space')
  })
})

describe('the default', () => {
  test('is the demonstration without credentials', async () => {
    begin({ envFile: undefined })
    const { exit, stdout } = await stage.run()
    expect(exit).toBe(0)
    expect(stdout).toContain('A demonstration on a built-in sandbox')
  })

  test('is a touch with credentials', async () => {
    const { exit, stdout } = await begin().run()
    expect(exit).toBe(0)
    expect(stdout).toContain('3 resumes raised')
  })

  test('is a touch when that was asked for, credentials or not', async () => {
    begin({ envFile: undefined })
    const { exit, stderr } = await stage.run('--dry-run')
    expect(exit).toBe(2)
    expect(stderr).toContain('`HH_CLIENT_ID` is missing')
  })
})
