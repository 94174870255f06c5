import { TransportError } from '../domain/http.js'

/** Far larger than any answer of the APIs. */
export const BODY_LIMIT_BYTES = 2 * 1024 * 1024

type Headers = Record<string, string>

/**
 * The text of a body. Every coding is decoded, though none is requested: servers and proxies send them anyway. A body that
 * can't be decoded is left unchanged, since the status and the headers are still useful.
 * @throws TransportError where it is too large
 */
export const textOf = async (bytes: Buffer, headers: Headers): Promise<string> => {
  const plain = isText(bytes) ? bytes : await decode(bytes, codingsIn(headers))
  return readText(plain, headers['content-type'] ?? '')
}

/** In the order in which they were applied; transfer codings come last. */
const codingsIn = (headers: Headers): string[] =>
  `${headers['content-encoding'] ?? ''},${headers['transfer-encoding'] ?? ''}`
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim().replace(/^x-/, ''))
    .filter((coding) => coding !== '' && coding !== 'identity' && coding !== 'chunked')

/** Whether it is text: compressed data is not valid UTF-8. An incomplete body can end within a character. */
const isText = (bytes: Buffer): boolean => {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    return !NO_LETTERS.test(decoder.decode(bytes, { stream: true }))
  } catch {
    return false
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they distinguish text from binary data
const NO_LETTERS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** Decodes as the headers say; if that gives no text, tries the others, since a proxy can change or drop the header. */
const decode = async (bytes: Buffer, codings: string[]): Promise<Buffer> => {
  const decoders = await loadDecoders()
  const undo = (coded: Buffer, coding: string): Buffer => firstThatWorks(coded, decoders[coding] ?? [])
  const unzip = (coded: Buffer): Buffer => {
    const plain = isGzip(coded) ? undo(coded, 'gzip') : coded
    return plain === coded ? plain : unzip(plain)
  }
  const named = unzip(codings.toReversed().reduce(undo, bytes))
  if (isText(named)) return named
  const guesses = [named, bytes].flatMap((coded) =>
    Object.keys(decoders).map((coding) => unzip(undo(coded, coding))),
  )
  return guesses.find((text) => isGuess(text, bytes)) ?? named
}

/** Random bytes sometimes decode to a few letters. */
const isGuess = (text: Buffer, coded: Buffer): boolean => text.length > coded.length / 2 && isText(text)

/** `asFarAsItGoes`: an incomplete stream is not an error. */
type Decoder = (bytes: Buffer, asFarAsItGoes: boolean) => Buffer

/** Loaded only for a compressed answer. */
const loadDecoders = async (): Promise<Record<string, Decoder[]>> => {
  const zlib = await import('node:zlib')
  const { Z_FINISH, Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_FINISH } = zlib.constants
  const { ZSTD_e_flush, ZSTD_e_end } = zlib.constants
  const decoder =
    (run: (bytes: Buffer, options: object) => Buffer, end: number, flush: number): Decoder =>
    (bytes, asFarAsItGoes) =>
      run(bytes, { finishFlush: asFarAsItGoes ? flush : end, maxOutputLength: BODY_LIMIT_BYTES })
  return {
    gzip: [decoder(zlib.gunzipSync, Z_FINISH, Z_SYNC_FLUSH)],
    // With zlib's header (RFC 9110, 8.4.1.2), or without it, as some servers send it.
    deflate: [
      decoder(zlib.inflateSync, Z_FINISH, Z_SYNC_FLUSH),
      decoder(zlib.inflateRawSync, Z_FINISH, Z_SYNC_FLUSH),
    ],
    br: [decoder(zlib.brotliDecompressSync, BROTLI_OPERATION_FINISH, BROTLI_OPERATION_FLUSH)],
    // Node has it from 22.15 on.
    zstd: zlib.zstdDecompressSync ? [decoder(zlib.zstdDecompressSync, ZSTD_e_end, ZSTD_e_flush)] : [],
  }
}

/** The trailer's length: deflate's checksum, gzip's checksum and length. */
const TRAILER_BYTES = [4, 8]

/** Tries the complete stream, then an incomplete one, then without the checksum, which can be wrong. */
const firstThatWorks = (bytes: Buffer, decoders: Decoder[]): Buffer => {
  const ways: [Buffer, boolean][] = [
    [bytes, false],
    [bytes, true],
    ...TRAILER_BYTES.map((length): [Buffer, boolean] => [bytes.subarray(0, -length), true]),
  ]
  for (const [part, asFarAsItGoes] of ways) {
    for (const decoder of decoders) {
      const decoded = attempt(() => decoder(part, asFarAsItGoes))
      if (decoded !== undefined && (decoded.length > 0 || !asFarAsItGoes)) return decoded
    }
  }
  return bytes
}

const attempt = (work: () => Buffer): Buffer | undefined => {
  try {
    return work()
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new TransportError('answer_too_large')
    return undefined
  }
}

const UTF_8_MARK = '\uFEFF'

const readText = (bytes: Buffer, contentType: string): string => {
  const charset = charsetOf(bytes, contentType)
  const text = charset === 'utf-8' ? bytes.toString('utf8') : new TextDecoder(charset).decode(bytes)
  return text.startsWith(UTF_8_MARK) ? text.slice(1) : text
}

/** By the byte order mark, by UTF-16's zero bytes, by the header; an unknown name means UTF-8. */
const charsetOf = (bytes: Buffer, contentType: string): string => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === undefined || second === undefined || (first === 0xef && second === 0xbb)) return 'utf-8'
  if (first === 0) return 'utf-16be'
  if (second === 0) return 'utf-16le'
  const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8'
  // Two bytes of ASCII are not UTF-16, even if the header says so.
  if (named.startsWith('utf-16') && first < 0x80 && second < 0x80) return 'utf-8'
  return isKnown(named) ? named : 'utf-8'
}

const isKnown = (charset: string): boolean => {
  try {
    return new TextDecoder(charset).encoding !== ''
  } catch {
    return false
  }
}

/** Undefined if it is not JSON. */
export const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
