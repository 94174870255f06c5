import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { freePort } from '../support/free-port.js'
import { COMMAND, createPlace, type Ended, type Place, start } from './shipped.js'

// Windows has no signals that a parent could send.
const onUnix = process.platform === 'win32' ? describe.skip : describe

let place: Place
beforeEach(async () => {
  place = await createPlace()
})
afterEach(() => place.close())

const everything = () => {
  const { world } = place
  place.write(
    place.settings({
      HH_GITHUB_TOKEN: world.githubToken.value,
      GITHUB_REPOSITORY: world.repository.name,
      TG_BOT_TOKEN: world.botToken,
      TG_CHAT_ID: String(world.chat.id),
      HH_NOTIFY: 'always',
    }),
  )
}

/** No stack trace, no source of ours, and in good time: the test's own limit is far below a request's deadline. */
const endedWell = ({ code, stdout, stderr }: Ended) => {
  expect(code).toBe(130)
  expect(stdout + stderr).not.toMatch(/^\s+at |node:internal|Warning:/m)
  expect(stderr.length).toBeLessThan(2_000)
}

onUnix('a signal, whatever is being awaited', () => {
  const DAY = 86_400_000
  test.each([
    ['touch', 'GET /resumes/mine'],
    ['touch', 'POST /resumes/{id}/publish'],
    ['touch', 'POST /bot{token}/sendMessage'],
    ['touch --json', 'POST /bot{token}/sendMessage'],
    ['touch --dry-run', 'GET /resumes/mine'],
    ['touch --watch', 'GET /resumes/mine'],
    ['touch --watch', 'POST /bot{token}/sendMessage'],
    ['resumes', 'GET /resumes/mine'],
    ['resumes Черновик', 'GET /resumes/{id}/status'],
    ['check', 'GET /me'],
    ['check', 'GET /resumes/mine'],
    ['check', 'GET /repos/{owner}/{repo}/actions/secrets/{name}'],
    ['check', 'POST /bot{token}/getMe'],
    ['check', 'POST /bot{token}/getChat'],
    ['logout', 'DELETE /token'],
    ['', 'GET /resumes/mine'],
    ['setup --on github --yes --repository applicant/resume-touch', 'GET /repos/{owner}/{repo}'],
  ])(
    '%s, while %s hangs',
    async (command, route) => {
      everything()
      place.sandbox.headHunter.addResume({ title: 'Черновик', status: 'not_published' })
      place.sandbox.faults.add({ kind: 'stall', route, times: 99 })
      const asked = new Promise<void>((resolve) => {
        place.sandbox.watch((request, phase) => {
          if (phase === 'arrived' && request.route === route) resolve()
        })
      })
      const { child, ended } = place.start(...command.split(' ').filter((word) => word !== ''))
      await asked
      child.kill('SIGINT')
      endedWell(await ended)
    },
    15_000,
  )

  test('what is known is printed: all but the message of Telegram', async () => {
    everything()
    place.sandbox.faults.add({ kind: 'stall', service: 'telegram', times: 99 })
    const { child, ended, said } = place.start('touch', '--json')
    await said('"touched":3')
    child.kill('SIGTERM')
    const { code, stdout } = await ended
    expect(code).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject({ touched: 3, failed: 0 })
  }, 15_000)

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends a watch that waits',
    async (signal) => {
      place.write()
      const { child, ended, said } = place.start('touch', '--watch')
      await said('Next look')
      child.kill(signal)
      const end = await ended
      endedWell(end)
      expect(end.stderr).toContain('Ended. Nothing is raised any more.')
      expect(end.stderr).not.toContain('✗')
    },
    15_000,
  )

  test('login, while it waits for the browser', async () => {
    place.write(place.settings({ HH_REDIRECT_URI: `http://localhost:${await freePort()}` }))
    const { child, ended, said } = place.start('login')
    await said('Waiting for the browser')
    child.kill('SIGINT')
    endedWell(await ended)
  }, 15_000)

  test('a second signal changes nothing', async () => {
    place.write()
    place.sandbox.faults.add({ kind: 'stall', times: 99 })
    const asked = new Promise<void>((resolve) => place.sandbox.watch(() => resolve()))
    const { child, ended } = place.start('touch')
    await asked
    child.kill('SIGINT')
    child.kill('SIGINT')
    endedWell(await ended)
  }, 15_000)

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'the Action, %s while Telegram hangs',
    async (signal) => {
      const { world, sandbox, folder } = place
      const settings = place.settings({
        HH_GITHUB_TOKEN: world.githubToken.value,
        HH_TELEGRAM_BOT_TOKEN: world.botToken,
        HH_TELEGRAM_CHAT_ID: String(world.chat.id),
      })
      const inputs = Object.entries(settings).map(([name, value]) => [
        `INPUT_${name.slice('HH_'.length).replaceAll('_', '-')}`,
        value,
      ])
      const [output, summary] = ['output', 'summary'].map((name) => join(folder, name))
      for (const file of [output, summary]) writeFileSync(file ?? '', '')
      sandbox.faults.add({ kind: 'stall', service: 'telegram', times: 99 })
      const asked = new Promise<void>((done) => {
        sandbox.watch(({ service }) => {
          if (service === 'telegram') done()
        })
      })
      const { child, ended } = start(process.execPath, [resolve('dist/index.js')], folder, {
        ...Object.fromEntries(inputs),
        GITHUB_OUTPUT: output ?? '',
        GITHUB_STEP_SUMMARY: summary ?? '',
        GITHUB_REPOSITORY: world.repository.name,
      })
      await asked
      child.kill(signal)
      endedWell(await ended)
      expect(readFileSync(output ?? '', 'utf8')).toMatch(/^touched<<.*\n3$/m)
      expect(readFileSync(summary ?? '', 'utf8')).toContain('3 resumes raised')
    },
    15_000,
  )

  test('a sandbox ends well, with nothing left open', async () => {
    const { child, ended, said } = place.start('sandbox')
    await said('TG_CHAT_ID')
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
  }, 15_000)

  test('a pipe in place of the file, after it was read', async () => {
    const pipe = join(place.folder, '.env')
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
    const { child, ended, said } = place.start('touch', '--watch')
    const lines = Object.entries(place.settings()).map(([name, value]) => `${name}=${value}\n`)
    await writeFile(pipe, lines.join(''))
    await said('NOT_A_FILE')
    child.kill('SIGTERM')
    endedWell(await ended)
  }, 15_000)

  test('a renewal is finished first', async () => {
    place.write()
    place.sandbox.clock.advance(15 * DAY)
    const { child, ended } = place.start('touch')
    place.sandbox.watch(async ({ route }, phase) => {
      if (route !== 'POST /token' || phase !== 'done') return
      child.kill('SIGINT')
      await new Promise((resolve) => setTimeout(resolve, 100))
    })
    endedWell(await ended)
    expect(place.sandbox.headHunter.accepts(place.read().HH_ACCESS_TOKEN ?? '')).toBe(true)
  }, 15_000)
})

/** util-linux's `script` gives the command a terminal of its own. */
const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0
const atTerminal = hasTerminal ? describe : describe.skip
if (!hasTerminal) process.stderr.write('No `script` command: questions at a real terminal are not tried.\n')

atTerminal('Ctrl-C at a question', () => {
  const typing = (...argv: string[]) => {
    const command = ['exec', process.execPath, COMMAND, ...argv].join(' ')
    return start('script', ['--quiet', '--return', '--command', command, '/dev/null'], place.folder, {
      TERM: 'xterm',
    })
  }

  test.each(['login', 'check', 'setup'])(
    '%s: left, and nothing is changed',
    async (command) => {
      const { child, ended, said } = typing(command)
      await said('?25l')
      child.stdin.write('\u0003')
      const { code, stdout } = await ended
      expect(code).toBe(130)
      expect(stdout).not.toMatch(/^\s+at /m)
      expect(stdout).toMatch(/Interrupted\.|Прервано\./)
      expect(() => place.read()).toThrow()
    },
    15_000,
  )

  test('a signal at a question shows the cursor again', async () => {
    const { child, ended, said } = typing('login')
    await said('?25l')
    const [pid] = spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' }).stdout.split('\n')
    process.kill(Number(pid), 'SIGTERM')
    const { code, stdout } = await ended
    expect(code).toBe(130)
    expect(stdout.lastIndexOf('?25h')).toBeGreaterThan(stdout.lastIndexOf('?25l'))
  }, 15_000)

  test('the terminal is closed', async () => {
    const { child, ended, said } = typing('login')
    await said('?25l')
    child.stdin.write('\u0004')
    child.stdin.end()
    child.kill('SIGHUP')
    await ended
    expect(() => place.read()).toThrow()
  }, 15_000)
})
