import { spawn } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { hasScreen, launch, processTerminal, processTools } from '../../../../src/cli/shared/terminal.js'

describe('a browser', () => {
  test.each([
    [{}, 'linux', false],
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{ WSL_DISTRO_NAME: 'Ubuntu' }, 'linux', true],
    [{ DISPLAY: ':10', SSH_CONNECTION: 'a b' }, 'linux', false],
    [{ SSH_TTY: '/dev/pts/0' }, 'darwin', false],
    [{}, 'darwin', true],
    [{}, 'win32', true],
  ] as const)('with %j on %s: %s', (env, platform, wanted) => expect(hasScreen(env, platform)).toBe(wanted))

  test('is opened, or is not there', async () => {
    expect(await launch(async () => spawn(process.execPath, ['--version']))).toBe(true)
    expect(await launch(async () => spawn('there-is-no-such-program'))).toBe(false)
    expect(await launch(() => Promise.reject(new Error('none')))).toBe(false)
  })
})

describe('the process’s terminal', () => {
  test('asks git, which may fail', async () => {
    const { git } = processTerminal()
    expect(await git(['--version'])).toMatch(/^git version/)
    expect(await git(['no-such-command'])).toBeUndefined()
  })

  test('opens no page where there is no screen', async () => {
    const before = process.env.SSH_CONNECTION
    process.env.SSH_CONNECTION = 'here there'
    expect(await processTerminal().openBrowser('http://localhost')).toBe(false)
    if (before === undefined) delete process.env.SSH_CONNECTION
    else process.env.SSH_CONNECTION = before
  })

  test('calls back on signals until it is stopped', () => {
    const before = process.listenerCount('SIGINT')
    const untie = processTerminal().onSignal(() => {})
    expect(process.listenerCount('SIGINT')).toBe(before + 1)
    untie()
    expect(process.listenerCount('SIGINT')).toBe(before)
  })

  test.each([
    ['ENOSPC', 'ENOSPC'],
    ['EPIPE', undefined],
  ])('output that is lost by %s', async (code, lost) => {
    const { close } = await processTools()
    process.stdout.emit('error', Object.assign(new Error(code), { code }))
    expect(await close()).toBe(lost)
  })

  test('comes with a transport, a clock and chance', async () => {
    const { clock, randomBytes, terminal, close } = await processTools()
    expect(await terminal.git(['--version'])).toMatch(/^git version /)
    expect(await terminal.git(['there-is-no-such-command'])).toBeUndefined()
    expect(await terminal.run('git', ['--version'])).toMatchObject({ exit: 0, stderr: '' })
    const failed = await terminal.run('git', ['there-is-no-such-command'])
    expect(failed).toMatchObject({ exit: 1, stderr: expect.stringContaining('there-is-no-such-command') })
    expect(clock.now()).toBeGreaterThan(0)
    expect(randomBytes(4)).toHaveLength(4)
    expect(terminal.cwd).toBe(process.cwd())
    await close()
  })
})
