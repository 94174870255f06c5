import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The first of `count` ports in a row that are free at this moment. */
export async function freePorts(count: number): Promise<number> {
  const first = await freePort()
  const servers = Array.from({ length: count }, (_, index) =>
    createServer().listen(first + index, '127.0.0.1'),
  )
  const opened = await Promise.allSettled(servers.map((server) => once(server, 'listening')))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return opened.every(({ status }) => status === 'fulfilled') ? first : freePorts(count)
}
