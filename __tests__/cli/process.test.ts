import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { COMMAND, createPlace, type Place, start } from './shipped.js'

const onUnix = process.platform === 'win32' ? test.skip : test

let place: Place
beforeEach(async () => {
  place = await createPlace()
})
afterEach(() => place.close())

describe('as a process of its own', () => {
  test('the demonstration in an empty folder, in well under ten seconds', async () => {
    const { code, stdout, stderr } = await place.run()
    expect(code).toBe(0)
    expect(stdout).toContain('6. You follow the advice')
    expect(stdout).not.toContain('\u001b')
    expect(stderr).toBe('')
  })

  test('touches over real HTTP, rotates, and ends by itself', async () => {
    place.write()
    expect(await place.run('touch')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 resumes raised'),
    })
    place.sandbox.clock.advance(15 * 86_400_000)
    const { code, stdout } = await place.run('touch', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ touched: 3, 'tokens-rotated': true })
    expect(place.sandbox.headHunter.accepts(place.read().HH_ACCESS_TOKEN ?? '')).toBe(true)
  })

  test('an empty time zone is UTC', async () => {
    place.write()
    const { code, stdout } = await start(process.execPath, [COMMAND, 'touch'], place.folder, { TZ: '' }).ended
    expect(stdout).toMatch(/^\S+ \S+ GMT\+00:00\n✅ 3 resumes raised/)
    expect(code).toBe(0)
  })

  // Windows does not delete a folder that a process works in.
  onUnix('a working folder that was deleted: one sentence', async () => {
    const folder = join(place.folder, 'deleted')
    mkdirSync(folder)
    const script = 'rmdir "$PWD" && exec "$0" "$@"'
    const { ended } = start('sh', ['-c', script, process.execPath, COMMAND, 'touch'], folder)
    expect(await ended).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The folder .* deleted.*\n$/),
    })
  })

  test('a closed output does not end the work', async () => {
    place.write()
    const { child, ended } = place.start('touch')
    child.stdout.destroy()
    child.stderr.destroy()
    expect((await ended).code).toBe(0)
    expect(place.sandbox.headHunter.touches()).toHaveLength(3)
  })

  test('setup in a real working copy; git shows what is to be committed', async () => {
    place.write(place.settings({ HH_GITHUB_TOKEN: place.world.githubToken.value }))
    const git = (...args: string[]) => execFileSync('git', args, { cwd: place.folder, encoding: 'utf8' })
    git('init', '--quiet')
    git('remote', 'add', 'origin', 'git@github.com:applicant/resume-touch.git')
    const { code, stdout } = await place.run('setup')
    expect(stdout).toContain('git add .github/workflows/touch-resumes.yml .gitignore')
    expect(code).toBe(0)
    expect(git('status', '--porcelain', '--untracked-files=all').split('\n')).toEqual([
      '?? .github/workflows/touch-resumes.yml',
      '?? .gitignore',
      '',
    ])
    expect(place.read().HH_ACCESS_TOKEN).toBe('')
    const again = await place.run('setup')
    expect(again.code).toBe(0)
    expect(again.stdout).not.toContain('git add')
  })

  test('`npm start` works with `--env-file`, which Node would take as its own option', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(scripts.start).toBe('node -- dist/cli/index.js')
  })

  test('a file that --env-file or --settings names can be missing yet, or a folder', async () => {
    // As `npm start` does it; without `--`, Node takes the option for itself and misses the file.
    const byNpm = start(process.execPath, ['--', COMMAND, 'login', '--env-file', 'new.env'], place.folder)
    for (const running of [byNpm, place.start('login', '--settings', 'new.env')]) {
      const { code, stderr } = await running.ended
      expect(code).toBe(2)
      expect(stderr).toContain('`HH_CLIENT_ID`')
    }
    mkdirSync(join(place.folder, 'd'))
    expect(await place.run('touch', '--settings=d')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`d` is a folder'),
    })
  })

  test('the file that --env-file names is no part of the environment: the newest pair in it counts', async () => {
    place.write()
    renameSync(join(place.folder, '.env'), join(place.folder, 'my.env'))
    place.sandbox.clock.advance(15 * 86_400_000)
    // Without `--`, as one may well type it.
    const { PATH } = process.env
    const options = { cwd: place.folder, env: { PATH }, encoding: 'utf8' } as const
    const { stderr, stdout } = await promisify(execFile)(
      process.execPath,
      [COMMAND, 'touch', '--env-file', 'my.env'],
      options,
    )
    expect(stdout).toContain('New token pair saved')
    expect(stderr).not.toContain('environment')
    expect((await place.run('touch', '--env-file', 'my.env')).code).toBe(0)
  })

  test('the settings that the sandbox prints work when saved as they are, and named', async () => {
    const sandbox = place.start('sandbox')
    let printed = ''
    sandbox.child.stdout.on('data', (chunk) => {
      printed += chunk
    })
    await sandbox.said('Ctrl-C ends it')
    writeFileSync(join(place.folder, 'sandbox.env'), printed)
    const { code, stderr } = await place.run('touch', '--settings', 'sandbox.env')
    expect(stderr).toContain('There is no token pair in `sandbox.env` yet')
    expect(code).toBe(3)
    const check = await place.run('check', '--code', 'ABCDEFGHIJ', '--settings', 'sandbox.env')
    expect(check.stdout).toContain('✗ HeadHunter does not know the code')
    sandbox.child.kill('SIGINT')
    expect((await sandbox.ended).code).toBe(0)
  })

  test('without a terminal, a question is a sentence', async () => {
    const { code, stderr } = await place.run('login')
    expect(code).toBe(2)
    expect(stderr).toContain('`HH_CLIENT_ID`')
    expect(existsSync(join(place.folder, '.env'))).toBe(false)
  })
})
