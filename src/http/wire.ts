import type * as http from 'node:http'

/** An answer as its bytes were, before anybody found it right or wrong. */
export interface WireAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/**
 * Notes down every byte that comes, so that an answer which breaks off, or breaks HTTP's rules, can be read as far as it
 * goes. Returns what has come so far, if the head of an answer is among it.
 */
export const recordWire = (
  request: http.ClientRequest,
  limitBytes: number,
): (() => WireAnswer | undefined) => {
  const chunks: Buffer[] = []
  let size = 0
  request.on('socket', (socket) => {
    socket.prependListener('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limitBytes) chunks.push(chunk)
    })
  })
  return () => readWire(Buffer.concat(chunks))
}

/** Whatever name and version the protocol is given. */
const HEAD = /^\S+ (\d{3})[^\n]*\n([\s\S]*?\n)?\r?\n/

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

/** Chunks up to the first that makes no sense; what follows it is taken as it is, since it may be no chunk at all. */
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
