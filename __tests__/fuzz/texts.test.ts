import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import fc from 'fast-check'
import { readEvent } from '../../src/action/event.js'
import { isRecoveryCode } from '../../src/domain/recovery-code.js'
import { changeEnvText, strayLines } from '../../src/env-file/lines.js'
import { readPasted, readRedirect } from '../../src/headhunter/authorize.js'
import { oneLine, parseMoment } from '../../src/headhunter/resumes.js'
import { serverTime } from '../../src/http/headers.js'
import { catalogue } from '../../src/i18n/index.js'
import { defaultOf, INPUT_NAMES, type InputName, readSettings } from '../../src/settings/settings.js'
import { openRecoveryCode, sealRecoveryCode } from '../../src/tokens/recovery-code.js'
import { decodeStagedPair, encodeStagedPair, isStaged } from '../../src/tokens/staged-pair.js'
import { expectNoSecret, SECRETS } from './diagnostics.js'
import { always } from './runs.js'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
)
/** Long runs of the letters that careless patterns stumble over. */
const tiresome = fc
  .tuple(
    fc.constantFrom(' ', '\n', '=', '"', "'", '`', '\\', '#', 'a', 'A=', '&', '%', ':', '. '),
    fc.nat({ max: 5_000 }),
  )
  .map(([piece, times]) => piece.repeat(times))
/** A piece of text put into another, or in the place of some of it. */
const spoiled = (whole: string): fc.Arbitrary<string> =>
  fc
    .record({ at: fc.nat({ max: whole.length }), cut: fc.nat({ max: 20 }), by: fc.oneof(anyText, tiresome) })
    .map(({ at, cut, by }) => whole.slice(0, at) + by + whole.slice(at + cut))

const pair = {
  accessToken: SECRETS.accessToken,
  refreshToken: SECRETS.refreshToken,
  expiresAt: 1_767_603_600_000,
}

describe('pairs that somebody pasted', () => {
  const isPair = (value: unknown) =>
    expect(value).toEqual({
      accessToken: expect.stringMatching(/./),
      refreshToken: expect.stringMatching(/./),
      expiresAt: expect.any(Number),
    })

  test('a staged pair is read whole or not at all', () =>
    always(fc.oneof(anyText, tiresome, spoiled(encodeStagedPair(pair))), (text) => {
      const decoded = decodeStagedPair(text)
      if (decoded !== undefined) isPair(decoded)
      if (!isStaged(text)) expect(decoded).toBeUndefined()
    }))

  const sealed = sealRecoveryCode(pair, {
    clientSecret: SECRETS.clientSecret,
    oldAccessToken: SECRETS.code,
    randomBytes: (size) => Buffer.alloc(size, 7),
  })

  test('a recovery code that opens is the one that was sealed', () =>
    always(fc.oneof(anyText, tiresome, spoiled(sealed)), (text) => {
      const keys = {
        clientSecret: SECRETS.clientSecret,
        oldAccessTokens: [SECRETS.accessToken, SECRETS.code],
      }
      const opened = openRecoveryCode(text, keys)
      if (opened !== undefined) expect(opened).toEqual(pair)
      if (!isRecoveryCode(text)) expect(opened).toBeUndefined()
    }))
})

describe('a redirect that somebody pasted', () => {
  const address = 'http://localhost:8080/?code=CODEQ7W3E5R1T9Y2&state=STATE'
  const kinds = ['code', 'refused', 'wrong_state', 'nothing']

  test('is one of four things', () =>
    always(
      fc.oneof(anyText, tiresome, spoiled(address), fc.webUrl({ withQueryParameters: true })),
      (text) => {
        const read = readPasted(text, 'STATE')
        expect(kinds).toContain(read.kind)
        if (read.kind === 'code') expect(read.code).toMatch(/^[\w.~-]+$/)
        if (read.kind === 'refused') expect(read.error).toMatch(/^\w+$/)
      },
    ))

  test('counts only with our own state', () =>
    always(fc.record({ code: anyText, error: anyText, state: anyText }), (query) => {
      const read = readRedirect(new URLSearchParams(query), 'STATE')
      if (query.state !== 'STATE') expect(['wrong_state', 'nothing']).toContain(read.kind)
    }))
})

describe('settings', () => {
  const likely = fc.constantFrom(
    ...Object.values(SECRETS),
    ...INPUT_NAMES.map(defaultOf),
    ...Object.values(SECRETS).map((secret) => `"${secret}"`),
    ...Object.values(SECRETS).map((secret) => `${secret} ${secret}`),
    `https://${SECRETS.clientSecret}@api.hh.ru`,
    'http://[::1',
    '5h',
    '-100123/7',
  )
  const inputs = fc.record(
    Object.fromEntries(INPUT_NAMES.map((name) => [name, fc.oneof(likely, anyText, tiresome)])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Partial<Record<InputName, string>>>

  test('are valid, or each is reported without its value', () =>
    always(inputs, (given) => {
      const read = readSettings({ read: (name) => given[name] ?? '', nameOf: (name) => name })
      if (read.ok) {
        expect(URL.canParse(read.settings.apiUrl)).toBe(true)
        expect(read.settings.requestTimeoutMs).toBeGreaterThan(0)
        expect(read.settings.maxWaitMs).toBeGreaterThanOrEqual(0)
        return
      }
      expect(read.problems.length).toBeGreaterThan(0)
      for (const { kind, input, details } of read.problems) {
        const sentence = catalogue(read.language).inputs[kind](input, details)
        expect(sentence).toContain(input)
        expectNoSecret(sentence, details)
      }
    }))
})

describe('an .env file', () => {
  const line = fc.oneof(
    anyText,
    tiresome,
    fc
      .tuple(
        fc.constantFrom('HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN', 'export HH_ACCESS_TOKEN', ' A', '# B', ''),
        fc.constantFrom('=', ' = ', ': ', ''),
        fc.oneof(anyText, fc.constantFrom('"x"', "'x", '`x`', 'x # y', '"x\\n"')),
      )
      .map((parts) => parts.join('')),
  )
  const file = fc
    .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, end]) => lines.join(end))

  test('changes as meant, or not at all', () =>
    always(fc.tuple(file, anyText), ([text, value]) => {
      const changed = changeEnvText(text, { HH_ACCESS_TOKEN: SECRETS.accessToken, NEW: value })
      if (changed === undefined) return
      const { HH_ACCESS_TOKEN, NEW, ...rest } = parse(changed)
      const { HH_ACCESS_TOKEN: _old, NEW: _none, ...before } = parse(text)
      expect({ HH_ACCESS_TOKEN, NEW, rest }).toEqual({
        HH_ACCESS_TOKEN: SECRETS.accessToken,
        NEW: value,
        rest: before,
      })
    }))

  test('can always take a pair if all its lines are in order', () =>
    always(fc.array(fc.constantFrom('A=1', '# B', '', 'HH_ACCESS_TOKEN="x"', 'C="1\n2"')), (lines) => {
      const text = lines.join('\n')
      expect(strayLines(text)).toEqual([])
      expect(parse(changeEnvText(text, { HH_ACCESS_TOKEN: 'NEW' }) ?? '').HH_ACCESS_TOKEN).toBe('NEW')
    }))

  test('its stray lines are lines of it', () =>
    always(file, (text) => {
      const count = text.split(/\r\n|\r|\n/).length
      for (const number of strayLines(text)) expect(number >= 1 && number <= count).toBe(true)
    }))
})

describe('the event file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-event-'))
  const path = join(folder, 'event.json')
  afterAll(() => rmSync(folder, { recursive: true }))

  const payload = fc.oneof(
    anyText,
    fc.json(),
    fc
      .record({
        visibility: fc.oneof(fc.constantFrom('public', 'private', 'internal'), fc.jsonValue()),
        private: fc.oneof(fc.boolean(), fc.jsonValue()),
      })
      .map((repository) => JSON.stringify({ repository })),
  )

  test('says public, private or unknown, and private only if nothing speaks against it', () =>
    always(
      payload,
      (text) => {
        writeFileSync(path, text)
        const { visibility } = readEvent({ name: 'schedule', path })
        expect(['public', 'private', 'unknown']).toContain(visibility)
        if (visibility === 'private') expect(text).not.toMatch(/"private":false|"visibility":"public"/)
      },
      10,
    ))
})

describe('what HeadHunter writes in its answers', () => {
  const moment = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:?\d\d$/)

  test('a moment is a number or nothing', () =>
    always(fc.oneof(anyText, tiresome, moment), (text) => {
      const at = parseMoment(text)
      expect(at === undefined || Number.isFinite(at)).toBe(true)
    }))

  test('its clock is a moment, or ours', () =>
    always(fc.oneof(anyText, tiresome, spoiled('Mon, 05 Jan 2026 09:00:00 GMT')), (date) => {
      expect(serverTime({ headers: { date } }, 0)).not.toBeNaN()
    }))

  test('text comes on one line, and no longer than a report can take', () =>
    always(fc.oneof(anyText, tiresome), (text) => {
      const line = oneLine(text)
      expect(line).not.toMatch(/[\p{Cc}\n]/u)
      expect(line.length).toBeLessThanOrEqual(500)
    }))
})
