import * as zlib from 'node:zlib'
import type { Answer } from './exchange.js'

/** How a receiver knows where the body ends. */
export type Framing =
  | 'length'
  | 'chunked'
  /** Chunked, and closed before the last chunk, though the body is whole. */
  | 'no_last_chunk'
  /** A length beyond the end of the body, which is whole; then the connection is closed. */
  | 'length_too_long'
  | 'length_too_short'
  | 'until_close'
  /** A length, and chunks: HTTP forbids it. */
  | 'length_and_chunks'

/** An answer as it travels. */
export interface Wire {
  status: number
  /** Values that are lists are sent as several lines of the same name. */
  headers: Record<string, string | string[]>
  body: Buffer
  /** The server's own when left out. */
  framing?: Framing
}

type Form = (wire: Wire) => Wire

const coded =
  (name: string, encode: (body: Buffer) => Buffer): Form =>
  (wire) => ({ ...wire, headers: { ...wire.headers, 'content-encoding': name }, body: encode(wire.body) })

const header =
  (name: string, value: string): Form =>
  ({ headers, ...wire }) => ({ ...wire, headers: { ...headers, [name]: value } })

const framed =
  (framing: Framing): Form =>
  (wire) => ({ ...wire, framing })

const text =
  (change: (body: string) => string | Buffer): Form =>
  (wire) => ({ ...wire, body: Buffer.from(change(wire.body.toString('utf8'))) })

/** What is no JSON, or holds no list, stays as it is. */
const json = (change: (body: Record<string, unknown>) => unknown): Form =>
  text((body) => {
    try {
      return JSON.stringify(change(JSON.parse(body)))
    } catch {
      return body
    }
  })

const firstItem = (change: (item: Record<string, unknown>) => unknown): Form =>
  json((body) => {
    const [first, ...others] = body.items as Record<string, unknown>[]
    return first === undefined ? body : { ...body, items: [change(first), ...others] }
  })

const utf16 = (body: string): Buffer => Buffer.from(`\ufeff${body}`, 'utf16le')
/** Another success; a refusal stays one. */
const successAs =
  (status: number): Form =>
  (wire) =>
    wire.status < 300 ? { ...wire, status } : wire
const inHtml = header('content-type', 'text/html; charset=utf-8')
const { zstdCompressSync } = zlib as { zstdCompressSync?: (body: Buffer) => Buffer }

/**
 * Forms that an answer can have, by the standards or by experience: the same effect and the same content, but for the last
 * ones, which leave something out. An answer without a body keeps its own.
 */
export const FORMS = {
  gzip: coded('gzip', zlib.gzipSync),
  x_gzip: coded('x-gzip', zlib.gzipSync),
  deflate: coded('deflate', zlib.deflateSync),
  deflate_raw: coded('deflate', zlib.deflateRawSync),
  brotli: coded('br', zlib.brotliCompressSync),
  // Where this Node can't, the answer is plain.
  zstd: zstdCompressSync ? coded('zstd', zstdCompressSync) : (wire) => wire,
  two_codings: coded('gzip, br', (body) => zlib.brotliCompressSync(zlib.gzipSync(body))),
  coding_in_capitals: coded('GZIP', zlib.gzipSync),
  coding_without_end: coded('gzip', (body) => zlib.gzipSync(body).subarray(0, -8)),
  coding_wrong: coded('gzip', (body) => body),
  coding_unnamed: ({ body, ...wire }) => ({ ...wire, body: zlib.gzipSync(body) }),
  identity: coded('identity', (body) => body),

  until_close: framed('until_close'),
  no_last_chunk: framed('no_last_chunk'),
  length_too_long: framed('length_too_long'),
  length_too_short: framed('length_too_short'),
  length_and_chunks: framed('length_and_chunks'),

  byte_order_mark: text((body) => `\ufeff${body}`),
  utf_16: text(utf16),
  html_type: inHtml,
  no_type: ({ headers: { 'content-type': _, ...headers }, ...wire }) => ({ ...wire, headers }),
  text_around: text((body) => `)]}',\n${body}\n`),
  page_around: (wire) => inHtml(text((body) => `<html><pre>${body}</pre></html>`)(wire)),
  created: successAs(201),
  accepted: successAs(202),
  request_id_twice: ({ headers, ...wire }) => ({
    ...wire,
    headers: {
      ...headers,
      'x-request-id': [headers['x-request-id'] ?? 'a1b2', headers['x-request-id'] ?? 'a1b2'].flat(),
    },
  }),

  odd_side_fields: json((body) => ({ ...body, token_type: 7, expires_in: null, scope: [], extra: { a: 1 } })),
  no_refresh_token: json(({ refresh_token: _, ...body }) => body),
  item_without_date: firstItem((item) => ({ ...item, updated_at: null, next_publish_at: null })),
  item_without_fields: firstItem(({ id, status }) => ({ id, status })),
  item_of_unknown_status: firstItem((item) => ({ ...item, status: { id: 'archived', name: 'в архиве' } })),
  item_without_id: firstItem(({ id: _, ...item }) => item),
  item_with_number: firstItem((item) => ({ ...item, id: 12_345 })),
  item_that_is_none: firstItem(() => null),
} as const satisfies Record<string, Form>

export type FormName = keyof typeof FORMS

export const isForm = (name: string): name is FormName => Object.hasOwn(FORMS, name)

export function wireOf({ status, headers, body }: Answer, form: FormName | undefined): Wire {
  const plain: Wire = { status, headers, body: Buffer.from(body, 'utf8') }
  if (form === undefined) return plain
  // The type of what is not there: some servers name one.
  if (body === '') return { ...plain, headers: { 'content-type': 'text/html', ...headers } }
  return FORMS[form](plain)
}

export const halfOf = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2))
