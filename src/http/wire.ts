import type * as http from 'node:http'
import { BODY_LIMIT_BYTES } from './body.js'

/** An answer as it was received, before validation. */
export interface WireAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/**
 * Records every received byte, so that an incomplete or malformed answer can be read as far as possible. Returns what was
 * received so far, once it includes the headers of an answer.
 */
export const recordWire = (request: http.ClientRequest): (() => WireAnswer | undefined) => {
  const chunks: Buffer[] = []
  let size = 0
  request.on('socket', (socket) => {
    socket.prependListener('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= BODY_LIMIT_BYTES) chunks.push(chunk)
    })
  })
  return () => readWire(Buffer.concat(chunks))
}

/** Whatever name and version the protocol is given. Ends at the first empty line, which can follow the status line. */
const HEAD = /^\s*\S+ (\d{3})[^\n]*\n([\s\S]*?\n)??\r?\n/

/** The answer in these bytes; interim ones (`100 Continue`) are passed over. */
export const readWire = (bytes: Buffer): WireAnswer | undefined => {
  const found = HEAD.exec(bytes.toString('latin1'))
  if (found === null) return undefined
  const rest = bytes.subarray(found[0].length)
  const status = Number(found[1])
  if (status < 200) return readWire(rest)
  const headers = readHeaders(found[2] ?? '')
  return {
    status,
    headers,
    body: /chunked/i.test(headers['transfer-encoding'] ?? '') ? joinChunks(rest) : rest,
  }
}

const readHeaders = (lines: string): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [, name = '', value = ''] of lines.matchAll(/^([^:\r\n]+):[ \t]*(.*?)\r?$/gm)) {
    const key = name.trim().toLowerCase()
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`
  }
  return headers
}

/** Decodes chunks up to the first invalid one; the rest is taken unchanged, since it is probably not chunked. */
const joinChunks = (bytes: Buffer): Buffer => {
  const chunks: Buffer[] = []
  let rest = bytes
  for (;;) {
    const line = /^(?:\r?\n)?([0-9a-f]{1,8})[^\n]*\n/i.exec(rest.subarray(0, 1_024).toString('latin1'))
    if (line === null) return Buffer.concat([...chunks, rest])
    const size = Number.parseInt(line[1] ?? '', 16)
    if (size === 0) return Buffer.concat(chunks)
    chunks.push(rest.subarray(line[0].length, line[0].length + size))
    rest = rest.subarray(line[0].length + size)
  }
}
