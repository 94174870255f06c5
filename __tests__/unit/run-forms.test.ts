import { expect, test } from '@jest/globals'
import type { FormName } from '../../sandbox/forms.js'
import { DAY } from '../../src/domain/clock.js'
import { isRed } from '../../src/domain/report.js'
import { sendTelegram } from '../../src/telegram/client.js'
import { runInProcess } from '../support/in-process.js'
import { createWorld } from '../support/world.js'

/** Forms that any server, or any proxy before it, can give to every answer. */
const ANYWHERE: FormName[] = [
  'gzip',
  'x_gzip',
  'deflate',
  'deflate_raw',
  'brotli',
  'zstd',
  'two_codings',
  'coding_in_capitals',
  'coding_without_end',
  'coding_wrong',
  'coding_unnamed',
  'identity',
  'until_close',
  'byte_order_mark',
  'utf_16',
  'no_type',
  'request_id_twice',
]

test.each(ANYWHERE)('a rotation whose every answer comes as %s', async (form) => {
  const world = createWorld()
  const { sandbox } = world
  sandbox.clock.advance(15 * DAY)
  sandbox.faults.add({ kind: form, times: 1_000 })
  const { report } = await runInProcess(world)
  expect(isRed(report)).toBe(false)
  expect(report).toMatchObject({ tokensRotated: true, resumes: [{}, {}, {}] })
  expect(report.resumes.map(({ outcome }) => outcome)).toEqual(['touched', 'touched', 'touched'])
  const { HH_REFRESH_TOKEN: refreshToken = '' } = sandbox.github.secrets()
  expect(sandbox.headHunter.refreshable(refreshToken)).toBe(true)
})

test.each(ANYWHERE)('a message to Telegram whose answer comes as %s', async (form) => {
  const { sandbox } = createWorld()
  sandbox.faults.add({ kind: form, service: 'telegram' })
  const sent = await sendTelegram({
    apiUrl: sandbox.urls.telegramUrl,
    botToken: sandbox.telegram.addBot(),
    chatId: String(sandbox.telegram.addChat().id),
    threadId: undefined,
    text: 'done',
    timeoutMs: 1_000,
    transport: sandbox.transport(),
    clock: sandbox.clock,
  })
  expect(sent).toEqual({ ok: true, value: undefined })
})
