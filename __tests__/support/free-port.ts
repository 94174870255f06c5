import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below what systems take for the near end of connections: such a port could be gone the next moment. */
const [LOWEST, HIGHEST] = [20_000, 32_000]

/** A port that is free at this moment. */
export const freePort = (): Promise<number> => freePorts(1)

/** The first of `count` ports in a row that are free at this moment, on both addresses of this machine. */
export async function freePorts(count: number): Promise<number> {
  const first = randomInt(LOWEST, HIGHEST - count)
  const ports = Array.from({ length: count }, (_, index) => first + index)
  const free = await Promise.all(ports.flatMap((port) => [isFree(port, '127.0.0.1'), isFree(port, '::1')]))
  return free.every(Boolean) ? first : freePorts(count)
}

/** True also where the machine does not have the address. */
const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'EADDRINUSE'))
    server.listen({ port, host }, () => server.close(() => resolve(true)))
  })
