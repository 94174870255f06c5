import * as zlib from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { textOf } from '../../../src/http/body.js'
import { readWire } from '../../../src/http/wire.js'

const TEXT = '{"title":"Инженер 👩🏽‍💻"}'
const BODY = Buffer.from(TEXT)
const utf16 = (mark: string) => Buffer.from(mark + TEXT, 'utf16le')

describe('textOf', () => {
  test.each<[string, Buffer, Record<string, string>]>([
    ['plain text', BODY, {}],
    ['identity', BODY, { 'content-encoding': 'identity' }],
    ['gzip', zlib.gzipSync(BODY), { 'content-encoding': 'gzip' }],
    ['X-GZIP', zlib.gzipSync(BODY), { 'content-encoding': ' X-GZIP ' }],
    ['zlib deflate', zlib.deflateSync(BODY), { 'content-encoding': 'deflate' }],
    ['raw deflate', zlib.deflateRawSync(BODY), { 'content-encoding': 'deflate' }],
    ['brotli', zlib.brotliCompressSync(BODY), { 'content-encoding': 'br' }],
    [
      'several codings in order',
      zlib.brotliCompressSync(zlib.deflateSync(zlib.gzipSync(BODY))),
      { 'content-encoding': 'gzip, deflate, identity, br' },
    ],
    ['a transfer coding', zlib.gzipSync(BODY), { 'transfer-encoding': 'gzip, chunked' }],
    [
      'a transfer coding around a content coding',
      zlib.gzipSync(zlib.brotliCompressSync(BODY)),
      { 'content-encoding': 'br', 'transfer-encoding': 'gzip, chunked' },
    ],
    ['gzip without a header', zlib.gzipSync(BODY), {}],
    ['gzip twice with one in the header', zlib.gzipSync(zlib.gzipSync(BODY)), { 'content-encoding': 'gzip' }],
    ['plain text declared as gzip', BODY, { 'content-encoding': 'gzip' }],
    ['plain text declared as brotli', BODY, { 'content-encoding': 'br' }],
    ['plain text declared as deflate', BODY, { 'content-encoding': 'deflate' }],
    ['deflate declared as gzip', zlib.deflateSync(BODY), { 'content-encoding': 'gzip' }],
    ['raw deflate declared as brotli', zlib.deflateRawSync(BODY), { 'content-encoding': 'br' }],
    ['deflate without a header', zlib.deflateSync(BODY), {}],
    ['brotli without a header', zlib.brotliCompressSync(BODY), {}],
    ['gzip declared as deflate', zlib.gzipSync(BODY), { 'content-encoding': 'deflate' }],
    ['gzip twice without a header', zlib.gzipSync(zlib.gzipSync(BODY)), {}],
    ['gzip declared as gzip in brotli', zlib.gzipSync(BODY), { 'content-encoding': 'gzip, br' }],
    ['an unknown coding', BODY, { 'content-encoding': 'rot13' }],
    ['gzip without its checksum', zlib.gzipSync(BODY).subarray(0, -8), { 'content-encoding': 'gzip' }],
    [
      'gzip with a wrong checksum',
      Buffer.concat([zlib.gzipSync(BODY).subarray(0, -8), Buffer.alloc(8)]),
      { 'content-encoding': 'gzip' },
    ],
    [
      'deflate with a wrong checksum',
      Buffer.concat([zlib.deflateSync(BODY).subarray(0, -4), Buffer.alloc(4)]),
      { 'content-encoding': 'deflate' },
    ],
    ['a byte order mark', Buffer.from(`\ufeff${TEXT}`), {}],
    ['UTF-16 with a byte order mark', utf16('\ufeff'), {}],
    ['big-endian UTF-16 with a byte order mark', utf16('\ufeff').swap16(), {}],
    ['UTF-16 without a byte order mark', utf16(''), {}],
    ['big-endian UTF-16 without a byte order mark', utf16('').swap16(), {}],
    ['UTF-8 declared as UTF-16', BODY, { 'content-type': 'application/json; charset=utf-16' }],
    ['UTF-8 with an unknown charset', BODY, { 'content-type': 'application/json; charset=x' }],
    ['a charset in quotes', BODY, { 'content-type': 'application/json; charset="UTF-8"' }],
  ])('decodes %s', async (_, bytes, headers) => {
    expect(await textOf(bytes, headers)).toBe(TEXT)
  })

  test('never decodes a body that is readable text', async () => {
    for (let count = 0; count < 300; count++) {
      const text = JSON.stringify({ access_token: `USER${count ** 5}`, expires_in: count }, null, count % 3)
      expect(await textOf(Buffer.from(text), { 'content-encoding': 'deflate' })).toBe(text)
    }
  })

  const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer }
  const onNewNode = zstdCompressSync ? test : test.skip
  onNewNode('decodes zstd', async () => {
    const bytes = zstdCompressSync?.(BODY) ?? BODY
    expect(await textOf(bytes, { 'content-encoding': 'zstd' })).toBe(TEXT)
  })

  test('reads the charset of the header', async () => {
    const bytes = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])
    expect(await textOf(bytes, { 'content-type': 'text/plain; charset=windows-1251' })).toBe('Привет')
  })

  test('decodes an incomplete body as far as possible', async () => {
    const long = Buffer.from(JSON.stringify({ access_token: 'A'.repeat(64), rest: TEXT.repeat(9) }))
    const half = zlib.deflateSync(long).subarray(0, -20)
    expect(await textOf(half, { 'content-encoding': 'deflate' })).toMatch(/^\{"access_token":"A{64}"/)
  })

  test.each([Buffer.alloc(0), Buffer.from('x')])(
    'leaves a body of at most one byte unchanged: %s',
    async (bytes) => {
      expect(await textOf(bytes, {})).toBe(bytes.toString())
      expect(await textOf(bytes, { 'content-encoding': 'gzip' })).toBe(bytes.toString())
    },
  )

  test('decodes an empty compressed body', async () => {
    expect(await textOf(zlib.gzipSync(''), { 'content-encoding': 'gzip' })).toBe('')
  })

  test.each([
    ['gzip', zlib.gzipSync(Buffer.alloc(2 * 1024 * 1024 + 1))],
    ['br', zlib.brotliCompressSync(Buffer.alloc(2 * 1024 * 1024 + 1))],
  ])('refuses a body that exceeds the limit once decoded from %s', async (coding, bytes) => {
    await expect(textOf(bytes, { 'content-encoding': coding })).rejects.toMatchObject({
      fault: 'answer_too_large',
    })
  })
})

describe('readWire', () => {
  const read = (...parts: string[]) => {
    const answer = readWire(Buffer.from(parts.join('\r\n')))
    return answer && { ...answer, body: answer.body.toString() }
  }

  test.each([
    ['whole', ['HTTP/1.1 200 OK', 'A: b', 'a:c', 'Bad line', '', TEXT], { a: 'b, c' }, TEXT],
    ['without headers', ['HTTP/1.0 200', '', TEXT], {}, TEXT],
    ['after an interim answer', ['HTTP/1.1 103 Early', 'X: y', '', 'HTTP/1.1 200 OK', '', TEXT], {}, TEXT],
    [
      'after one without headers',
      ['HTTP/1.1 100 Continue', '', 'HTTP/1.1 200 OK', 'X: y', '', TEXT],
      { x: 'y' },
      TEXT,
    ],
    [
      'with an empty line in a body after no headers',
      ['HTTP/1.0 200 OK', '', TEXT, '', ''],
      {},
      `${TEXT}\r\n\r\n`,
    ],
    ['with bare line feeds', ['HTTP/1.1 200 OK\nA: b\n', TEXT], { a: 'b' }, undefined],
    [
      'in chunks',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '2', '{"', '5;x=y', 'a":1}', '0', '', ''],
      { 'transfer-encoding': 'chunked' },
      '{"a":1}',
    ],
    [
      'in chunks without the last one',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '7', '{"a":1}', ''],
      { 'transfer-encoding': 'chunked' },
      '{"a":1}\r\n',
    ],
    [
      'in an incomplete chunk',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', 'ff', '{"a":1'],
      { 'transfer-encoding': 'chunked' },
      '{"a":1',
    ],
    [
      'declared as chunked, but plain',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '{"a":1}'],
      { 'transfer-encoding': 'chunked' },
      '{"a":1}',
    ],
  ])('reads an answer %s', (_, parts, headers, body) => {
    expect(read(...parts)).toEqual({ status: 200, headers, body: body ?? TEXT })
  })

  test.each(['', 'HTTP/1.1 200 OK\r\nA: b', 'SSH-2.0\r\n\r\n'])('finds no answer in %j', (text) => {
    expect(readWire(Buffer.from(text))).toBeUndefined()
  })
})
