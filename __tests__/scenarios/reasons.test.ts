import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { catalogue } from '../../src/i18n/index.js'
import type { Reason } from '../../src/reasons/index.js'
import { install, runAction, secretsOf, visibleLog } from '../support/action.js'
import { createWorld, type World } from '../support/world.js'
import { LOCAL, SCENARIOS } from './table.js'

/** Two servers that are not what the run takes them for. */
let refusing: Server
let action: ReturnType<typeof install>
const listen = (server: Server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const portOf = (server: Server) => (server.address() as AddressInfo).port

beforeAll(async () => {
  action = install()
  refusing = createServer()
  refusing.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
  await listen(refusing)
})
afterAll(async () => {
  await new Promise((done) => refusing.close(done))
  action.remove()
})

test('every diagnostic that a run in Actions may come to has its scenario', () => {
  const all = Object.keys(catalogue('en').reasons)
  expect(Object.keys(SCENARIOS).sort()).toEqual(
    all.filter((reason) => !LOCAL.includes(reason as never)).sort(),
  )
})

describe('through dist/index.js', () => {
  test.each(Object.entries(SCENARIOS))('%s', async (reason, scenario) => {
    const world = createWorld(scenario.world)
    world.sandbox.latency = 0
    const urls = await world.sandbox.listen()
    try {
      const given = scenario.arrange?.(world) ?? {}
      const language = reason.length % 2 === 0 ? 'en' : 'ru'
      const run = await runAction(
        action.folder,
        world,
        { language, ...addressed(given) },
        {
          urls,
          ...scenario.options,
          env: addressed(scenario.options?.env ?? {}),
          ...(reason === 'cancelled' ? { onStart: cancelOnceItWaits(world) } : {}),
        },
      )
      expect(run.stderr).toBe('')
      expect(run.exit).toBe({ green: 0, red: 1, cancelled: 130 }[scenario.ends])
      expectSaid(reason as Reason, language, run)
      expect(Object.keys(run.outputs)).toHaveLength(7)
      const shown = `${visibleLog(run.stdout)}${run.summary}${JSON.stringify(run.outputs)}`
      for (const secret of secretsOf(world.sandbox)) expect(shown).not.toContain(secret)
      for (const { id, title } of world.resumes) {
        expect(shown).not.toContain(id)
        expect(shown).not.toContain(String(title))
      }
    } finally {
      await urls.close()
    }
  })
})

const addressed = <T extends Record<string, string>>(values: T): T =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (value === 'PROXY') return [name, `http://127.0.0.1:${portOf(refusing)}`]
      if (value === 'TLS') return [name, `https://127.0.0.1:${portOf(refusing)}`]
      return [name, value]
    }),
  ) as T

/** SIGINT, as the runner sends it, once the run has looked at its resumes and waits. */
const cancelOnceItWaits = (world: World) => (kill: (signal: NodeJS.Signals) => void) => {
  world.sandbox.watch(({ service }, phase) => {
    if (service === 'github' && phase === 'done') setTimeout(() => kill('SIGINT'), 0)
  })
}

/** The sentence of the catalogue stands where a person looks: in the annotations, or in the table of resumes. */
function expectSaid(
  reason: Reason,
  language: 'en' | 'ru',
  run: { stdout: string; outputs: Record<string, string>; summary: string },
) {
  const resumes: { reason: string }[] = JSON.parse(run.outputs.resumes ?? '[]')
  const asResume = resumes.some((resume) => resume.reason === reason)
  const page = language === 'en' ? 'troubleshooting.md' : 'troubleshooting.ru.md'
  const asAnnotation = run.stdout.includes(`${page}#${reason}`)
  expect([reason, asResume || asAnnotation]).toEqual([reason, true])
  // A resume that is simply touched needs no link to more.
  expect(run.summary).toContain(reason === 'touched' ? '| ✅' : `${page}#${reason})`)
}
