import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type ActionsCore, main } from '../../../src/action/main.js'
import { DAY } from '../../../src/domain/clock.js'
import { createShutdown } from '../../../src/domain/shutdown.js'
import type { InputName } from '../../../src/settings/settings.js'
import { createWorld, type Inputs, inputsOf, REPOSITORY, type World } from '../../support/world.js'

/** The workflow commands for the runner, line by line, in order. */
function recordingCore(inputs: Inputs) {
  const lines: string[] = []
  const outputs: Record<string, string> = {}
  const core: ActionsCore = {
    getInput: (name) => inputs[name as InputName] ?? '',
    setOutput: (name, value) => {
      outputs[name] = value
    },
    setSecret: (secret) => lines.push(`mask ${secret}`),
    info: (line) => lines.push(line),
    startGroup: (name) => lines.push(`group ${name}`),
    endGroup: () => lines.push('endgroup'),
    debug: (line) => lines.push(`debug ${line}`),
    error: (message, { title }) => lines.push(`error ${title}: ${message}`),
    warning: (message, { title }) => lines.push(`warning ${title}: ${message}`),
    notice: (message, { title }) => lines.push(`notice ${title}: ${message}`),
  }
  return { core, lines, outputs }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'main-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function act(
  world: World,
  given: Inputs = {},
  env: NodeJS.ProcessEnv = {},
  breaking: Partial<ActionsCore> = {},
) {
  const recorded = recordingCore(inputsOf(world, world.sandbox.urls, given))
  const summaryFile = join(folder, 'summary.md')
  writeFileSync(summaryFile, '')
  const ending = await main({
    core: { ...recorded.core, ...breaking },
    env: { GITHUB_REPOSITORY: REPOSITORY, GITHUB_STEP_SUMMARY: summaryFile, ...env },
    transport: world.sandbox.transport(),
    clock: world.sandbox.clock,
    shutdown: createShutdown(),
  })
  return { ending, ...recorded, summary: readFileSync(summaryFile, 'utf8') }
}

describe('the Action', () => {
  test('masks every secret before it says a word', async () => {
    const world = createWorld()
    const { lines } = await act(world, { 'auth-code': 'CODE-1234' })
    const firstWord = lines.findIndex((line) => !line.startsWith('mask '))
    const masked = lines.slice(0, firstWord)
    const application = world.sandbox.headHunter.state.applications[0]
    for (const secret of [
      application?.secret,
      world.pair.accessToken,
      world.pair.refreshToken,
      world.githubToken.value,
      'CODE-1234',
    ]) {
      expect(masked).toContain(`mask ${secret}`)
    }
  })

  test.each([
    ['', true],
    [' \n', true],
    ['GIVEN-CODE', false],
  ])('takes the code from the event where the input is %j, and masks it: %s', async (given, taken) => {
    const world = createWorld()
    const { code } = world.sandbox.headHunter.authorizationCode()
    const eventFile = join(folder, 'event.json')
    const typed = `http://localhost:8080/?code=${encodeURIComponent(code)}&state=x`
    writeFileSync(eventFile, JSON.stringify({ inputs: { 'auth-code': typed } }))
    const env = { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_EVENT_PATH: eventFile }
    const { lines, outputs } = await act(world, { 'auth-code': given }, env)
    const firstWord = lines.findIndex((line) => !line.startsWith('mask '))
    expect(lines.slice(0, firstWord).includes(`mask ${code}`)).toBe(taken)
    expect(lines.slice(firstWord).join('\n')).not.toContain(code)
    expect(outputs['tokens-rotated']).toBe(String(taken))
  })

  test('ends green, red or cancelled', async () => {
    expect((await act(createWorld())).ending).toBe('green')
    expect((await act(createWorld({ applicantMethods: false }))).ending).toBe('red')
    expect((await act(createWorld(), { 'max-wait': 'soon' })).ending).toBe('red')
  })

  test('a signal ends it as cancelled, with outputs and summary, and without a message', async () => {
    const world = createWorld()
    const bot = world.sandbox.telegram.addBot()
    const shutdown = createShutdown()
    world.sandbox.watch(({ route }) => {
      if (/publish$/.test(route)) shutdown.interrupt()
    })
    const { core, outputs } = recordingCore(
      inputsOf(world, world.sandbox.urls, { 'telegram-bot-token': bot, 'telegram-chat-id': '1' }),
    )
    const { clock } = world.sandbox
    const ending = await main({ core, env: {}, transport: world.sandbox.transport(), clock, shutdown })
    expect(ending).toBe('cancelled')
    expect(outputs).toMatchObject({ touched: '0', resumes: '[]' })
    expect(world.sandbox.telegram.messages).toEqual([])
  })

  test('a signal while Telegram hangs: all else is written by then', async () => {
    const world = createWorld()
    const shutdown = createShutdown()
    const bot = world.sandbox.telegram.addBot()
    world.sandbox.faults.add({ kind: 'stall', service: 'telegram', times: 99 })
    const written: unknown[] = []
    const recorded = recordingCore(
      inputsOf(world, world.sandbox.urls, { 'telegram-bot-token': bot, 'telegram-chat-id': '1' }),
    )
    const GITHUB_STEP_SUMMARY = join(folder, 'summary.md')
    world.sandbox.watch(({ service }, phase) => {
      if (service !== 'telegram' || phase !== 'arrived') return
      written.push(recorded.outputs.touched, readFileSync(GITHUB_STEP_SUMMARY, 'utf8'))
      written.push(recorded.lines.some((line) => line.startsWith('✅ 3 resumes raised')))
      shutdown.interrupt()
    })
    const ending = await main({
      core: recorded.core,
      env: { GITHUB_STEP_SUMMARY },
      transport: world.sandbox.transport(),
      clock: world.sandbox.clock,
      shutdown,
    })
    expect(ending).toBe('cancelled')
    expect(written).toEqual(['3', expect.stringContaining('3 resumes raised'), true])
  })

  test('sends one Telegram message, when red with a link to the run where the runner names one', async () => {
    const world = createWorld()
    const given = {
      'telegram-bot-token': world.sandbox.telegram.addBot(),
      'telegram-chat-id': String(world.sandbox.telegram.addChat().id),
    }
    const runPage = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '42' }
    await act(world, given, runPage)
    expect(world.sandbox.telegram.messages).toHaveLength(1)
    expect(world.sandbox.telegram.messages[0]?.text).toMatch(/^(✅ [^\n]+\n?){3}$/)
    await act(world, { ...given, 'resume-ids': 'nosuchresume' }, runPage)
    expect(world.sandbox.telegram.messages[1]?.source).toContain(
      `https://github.com/${REPOSITORY}/actions/runs/42`,
    )
  })

  test('a message that does not arrive is a warning, and the run stays green', async () => {
    const world = createWorld()
    const given = { 'telegram-bot-token': world.sandbox.telegram.addBot(), 'telegram-chat-id': '404' }
    const { ending, lines, summary } = await act(world, given)
    expect(ending).toBe('green')
    expect(lines.filter((line) => line.startsWith('warning '))).toHaveLength(1)
    expect(summary).toMatch(/> \[!WARNING\]\n.*telegram_chat_not_found/s)
  })

  test('an unexpected error is red, without its message, and keeps what was saved', async () => {
    const world = createWorld()
    world.sandbox.clock.advance(15 * DAY)
    let lists = 0
    let broken = false
    const sabotage = world.sandbox.transport()
    const { core, lines, outputs } = recordingCore(inputsOf(world))
    const ending = await main({
      core,
      env: { GITHUB_REPOSITORY: REPOSITORY },
      transport: sabotage,
      clock: {
        ...world.sandbox.clock,
        now: () => {
          // The clock is asked all the time; after the second list it breaks, once.
          if (lists > 1 && !broken) {
            broken = true
            throw new RangeError(`secret ${world.pair.refreshToken}`)
          }
          lists = world.sandbox.requests.filter(({ route }) => route === 'GET /resumes/mine').length
          return world.sandbox.clock.now()
        },
      },
      shutdown: createShutdown(),
    })
    expect(ending).toBe('red')
    expect(outputs['tokens-rotated']).toBe('true')
    expect(lines.some((line) => line.startsWith('error ') && line.includes('RangeError'))).toBe(true)
    expect(lines.filter((line) => !line.startsWith('mask ')).join('\n')).not.toContain(
      world.pair.refreshToken,
    )
    expect(lines.some((line) => line.startsWith('debug at '))).toBe(true)
  })

  test('something that is no error is thrown', async () => {
    const world = createWorld()
    const { core, lines } = recordingCore(inputsOf(world))
    const clock = { ...world.sandbox.clock, random: () => 0, now: () => world.sandbox.clock.now() }
    const transport = () => {
      throw 'a string'
    }
    const ending = await main({
      core,
      env: {},
      transport: transport as never,
      clock,
      shutdown: createShutdown(),
    })
    expect(ending).toBe('red')
    expect(lines.filter((line) => line.startsWith('error '))).not.toEqual([])
  })

  describe('a runner without a file for outputs', () => {
    const setOutput = () => {
      throw new Error('Missing file')
    }

    test('one annotation, red', async () => {
      const { ending, lines } = await act(createWorld(), {}, {}, { setOutput })
      expect(ending).toBe('red')
      expect(lines.filter((line) => line.startsWith('error '))).toHaveLength(1)
    })

    test('the problems of the run are reported too', async () => {
      const { lines, summary } = await act(createWorld({ applicantMethods: false }), {}, {}, { setOutput })
      expect(lines.filter((line) => line.startsWith('error '))).toEqual([
        expect.stringContaining('application_may_not_touch'),
        expect.stringContaining('An error in this program'),
      ])
      expect(summary).toContain('application_may_not_touch')
    })
  })
})
