import * as zlib from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { textOf } from '../../../src/http/body.js'
import { readWire } from '../../../src/http/wire.js'

const TEXT = '{"title":"Инженер 👩🏽‍💻"}'
const BODY = Buffer.from(TEXT)
const utf16 = (mark: string) => Buffer.from(mark + TEXT, 'utf16le')

describe('a body', () => {
  test.each<[string, Buffer, Record<string, string>]>([
    ['as it is', BODY, {}],
    ['identity', BODY, { 'content-encoding': 'identity' }],
    ['gzip', zlib.gzipSync(BODY), { 'content-encoding': 'gzip' }],
    ['X-GZIP', zlib.gzipSync(BODY), { 'content-encoding': ' X-GZIP ' }],
    ['deflate with a header', zlib.deflateSync(BODY), { 'content-encoding': 'deflate' }],
    ['deflate without one', zlib.deflateRawSync(BODY), { 'content-encoding': 'deflate' }],
    ['brotli', zlib.brotliCompressSync(BODY), { 'content-encoding': 'br' }],
    [
      'one in the other',
      zlib.brotliCompressSync(zlib.deflateSync(zlib.gzipSync(BODY))),
      { 'content-encoding': 'gzip, deflate, identity, br' },
    ],
    ['by the transfer', zlib.gzipSync(BODY), { 'transfer-encoding': 'gzip, chunked' }],
    [
      'by both',
      zlib.gzipSync(zlib.brotliCompressSync(BODY)),
      { 'content-encoding': 'br', 'transfer-encoding': 'gzip, chunked' },
    ],
    ['gzip without a word', zlib.gzipSync(BODY), {}],
    ['gzip twice, said once', zlib.gzipSync(zlib.gzipSync(BODY)), { 'content-encoding': 'gzip' }],
    ['gzip that is none', BODY, { 'content-encoding': 'gzip' }],
    ['brotli that is none', BODY, { 'content-encoding': 'br' }],
    ['deflate that is none', BODY, { 'content-encoding': 'deflate' }],
    ['deflate that goes by gzip', zlib.deflateSync(BODY), { 'content-encoding': 'gzip' }],
    ['deflate without a header that goes by brotli', zlib.deflateRawSync(BODY), { 'content-encoding': 'br' }],
    ['deflate without a word', zlib.deflateSync(BODY), {}],
    ['brotli without a word', zlib.brotliCompressSync(BODY), {}],
    ['gzip that goes by deflate', zlib.gzipSync(BODY), { 'content-encoding': 'deflate' }],
    ['gzip twice without a word', zlib.gzipSync(zlib.gzipSync(BODY)), {}],
    ['gzip in something that was undone on the way', zlib.gzipSync(BODY), { 'content-encoding': 'gzip, br' }],
    ['a coding that nobody knows', BODY, { 'content-encoding': 'rot13' }],
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
    ['with a mark', Buffer.from(`\ufeff${TEXT}`), {}],
    ['UTF-16 with a mark', utf16('\ufeff'), {}],
    ['UTF-16 the other way round', utf16('\ufeff').swap16(), {}],
    ['UTF-16 without a mark', utf16(''), {}],
    ['UTF-16 the other way round, without a mark', utf16('').swap16(), {}],
    ['UTF-8 that goes by UTF-16', BODY, { 'content-type': 'application/json; charset=utf-16' }],
    ['UTF-8 in a charset that nobody knows', BODY, { 'content-type': 'application/json; charset=x' }],
    ['UTF-8 in quotes', BODY, { 'content-type': 'application/json; charset="UTF-8"' }],
  ])('%s', async (_, bytes, headers) => {
    expect(await textOf(bytes, headers)).toBe(TEXT)
  })

  test('that reads like text is never taken for a coding, whatever its headers say', async () => {
    for (let life = 0; life < 300; life++) {
      const text = JSON.stringify({ access_token: `USER${life ** 5}`, expires_in: life }, null, life % 3)
      expect(await textOf(Buffer.from(text), { 'content-encoding': 'deflate' })).toBe(text)
    }
  })

  const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer }
  const onNewNode = zstdCompressSync ? test : test.skip
  onNewNode('zstd', async () => {
    const bytes = zstdCompressSync?.(BODY) ?? BODY
    expect(await textOf(bytes, { 'content-encoding': 'zstd' })).toBe(TEXT)
  })

  test('in the charset that its header names', async () => {
    const bytes = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])
    expect(await textOf(bytes, { 'content-type': 'text/plain; charset=windows-1251' })).toBe('Привет')
  })

  test('broken off, as far as it goes', async () => {
    const long = Buffer.from(JSON.stringify({ access_token: 'A'.repeat(64), rest: TEXT.repeat(9) }))
    const half = zlib.deflateSync(long).subarray(0, -20)
    expect(await textOf(half, { 'content-encoding': 'deflate' })).toMatch(/^\{"access_token":"A{64}"/)
  })

  test.each([Buffer.alloc(0), Buffer.from('x')])('of next to nothing', async (bytes) => {
    expect(await textOf(bytes, {})).toBe(bytes.toString())
    expect(await textOf(bytes, { 'content-encoding': 'gzip' })).toBe(bytes.toString())
  })

  test('of nothing, compressed', async () => {
    expect(await textOf(zlib.gzipSync(''), { 'content-encoding': 'gzip' })).toBe('')
  })

  test.each([
    ['gzip', zlib.gzipSync(Buffer.alloc(2 * 1024 * 1024 + 1))],
    ['br', zlib.brotliCompressSync(Buffer.alloc(2 * 1024 * 1024 + 1))],
  ])('that is small only as %s', async (coding, bytes) => {
    await expect(textOf(bytes, { 'content-encoding': coding })).rejects.toMatchObject({
      fault: 'answer_too_large',
    })
  })
})

describe('the bytes of an answer', () => {
  const read = (...parts: string[]) => {
    const answer = readWire(Buffer.from(parts.join('\r\n')))
    return answer && { ...answer, body: answer.body.toString() }
  }

  test.each([
    ['whole', ['HTTP/1.1 200 OK', 'A: b', 'a:c', 'Bad line', '', TEXT], { a: 'b, c' }, TEXT],
    ['without headers', ['HTTP/1.0 200', '', TEXT], {}, TEXT],
    ['after another', ['HTTP/1.1 103 Early', 'X: y', '', 'HTTP/1.1 200 OK', '', TEXT], {}, TEXT],
    ['in lines of their own kind', ['HTTP/1.1 200 OK\nA: b\n', TEXT], { a: 'b' }, undefined],
    [
      'in chunks',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '2', '{"', '5;x=y', 'a":1}', '0', '', ''],
      { 'transfer-encoding': 'chunked' },
      '{"a":1}',
    ],
    [
      'in chunks without the last',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '7', '{"a":1}', ''],
      { 'transfer-encoding': 'chunked' },
      '{"a":1}\r\n',
    ],
    [
      'in a chunk that broke off',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', 'ff', '{"a":1'],
      { 'transfer-encoding': 'chunked' },
      '{"a":1',
    ],
    [
      'in no chunks at all',
      ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '{"a":1}'],
      { 'transfer-encoding': 'chunked' },
      '{"a":1}',
    ],
  ])('%s', (_, parts, headers, body) => {
    expect(read(...parts)).toEqual({ status: 200, headers, body: body ?? TEXT })
  })

  test.each(['', 'HTTP/1.1 200 OK\r\nA: b', 'SSH-2.0\r\n\r\n'])('are none: %j', (text) => {
    expect(readWire(Buffer.from(text))).toBeUndefined()
  })
})
