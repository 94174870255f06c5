import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { createSandbox } from '../../sandbox/sandbox.js'
import { populate } from '../../sandbox/world.js'
import { freePorts } from '../support/free-port.js'
import { createStage, type Stage } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

const whenListening = async () => {
  while (!stage.listening()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('sandbox', () => {
  test('prints its addresses and the environment to copy, answers, and ends at Ctrl-C', async () => {
    stage = createStage()
    const running = stage.run('sandbox')
    await whenListening()
    stage.interrupt()
    const { exit, stdout, stderr } = await running
    expect(exit).toBe(0)
    expect(stderr).toContain('The sandbox has ended.')
    const environment = parse(stdout)
    expect(stdout).toContain('export HH_ENV_FILE=.env.sandbox')
    expect(Object.keys(environment)).toEqual(
      expect.arrayContaining([
        'HH_API_URL',
        'HH_CLIENT_ID',
        'HH_CLIENT_SECRET',
        'HH_GITHUB_TOKEN',
        'TG_CHAT_ID',
      ]),
    )
    await expect(fetch(`${environment.HH_API_URL}/me`)).rejects.toThrow()
  })

  test('--json, --verbose, --port', async () => {
    stage = createStage()
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const taken = await stage.run('sandbox', '--port', String(port))
    expect(taken.exit).toBe(1)
    expect(taken.stderr).toContain(`The ports from ${port} to ${port + 2} are not free (EADDRINUSE)`)
    await new Promise((resolve) => server.close(resolve))

    const first = await freePorts(3)
    const running = stage.run('sandbox', '--port', String(first), '--json', '--verbose')
    await whenListening()
    const answer = await fetch(`http://127.0.0.1:${first}/me`)
    expect(answer.status).toBe(403)
    stage.interrupt()
    const { stdout, stderr } = await running
    expect(JSON.parse(stdout)).toMatchObject({ HH_API_URL: `http://127.0.0.1:${first}` })
    expect(stderr).toContain('GET /me 403')
  })

  test('typed lengths of time move its clock', async () => {
    stage = createStage({ interactive: true })
    const running = stage.run('sandbox')
    await whenListening()
    stage.type('+15d\nsoon\n')
    await new Promise((resolve) => setTimeout(resolve, 50))
    stage.interrupt()
    const { stdout, stderr } = await running
    expect(stdout).toMatch(/It is now .* in the sandbox\./)
    expect(stderr).toContain('Write a duration')
  })

  test('a pipe moves the clock, too; a terminal that may be read in the background is left alone', async () => {
    stage = createStage()
    const piped = stage.run('sandbox', '--language', 'ru')
    await whenListening()
    stage.type('+4h\n')
    await new Promise((resolve) => setTimeout(resolve, 50))
    stage.interrupt()
    const { stdout } = await piped
    expect(stdout).toContain('переводят её часы')
    expect(stdout).toMatch(/В песочнице теперь /)
    expect(parse(stdout).HH_LANGUAGE).toBe('ru')

    Object.assign(stage.keyboard, { isTTY: true })
    const inBackground = stage.run('sandbox')
    await whenListening()
    stage.type('+4h\n')
    await new Promise((resolve) => setTimeout(resolve, 50))
    stage.interrupt()
    expect((await inBackground).stdout).not.toMatch(/\+4h|It is now/)
  })

  test('shows what Telegram got', async () => {
    stage = createStage()
    const port = await freePorts(3)
    const running = stage.run('sandbox', '--port', String(port), '--json')
    await whenListening()
    // It is seeded by the clock, so that its world is known here.
    const { botToken, chat } = populate(createSandbox({ seed: stage.sandbox.clock.now() % 2 ** 31 }))
    const body = new URLSearchParams({ chat_id: String(chat.id), text: 'hello' })
    await fetch(`http://127.0.0.1:${port + 2}/bot${botToken}/sendMessage`, { method: 'POST', body })
    stage.interrupt()
    expect((await running).stderr).toContain('Telegram got a message: hello')
  })

  test('on Windows the lines are PowerShell’s', async () => {
    stage = createStage({ platform: 'win32' })
    const running = stage.run('sandbox')
    await whenListening()
    stage.interrupt()
    expect((await running).stdout).toContain("\n$env:HH_ENV_FILE = '.env.sandbox'\n")
  })
})
