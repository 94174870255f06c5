// @ts-check
// The sandbox in a process of its own, for the benchmark: each message makes a new world, or asks what was sent to it.
import { createSandbox } from '../../lib/sandbox/sandbox.js'
import { populate, WORLD_REPOSITORY } from '../../lib/sandbox/world.js'

/** @typedef {'typical' | 'nothing' | 'rotation'} Scene */

const HOUR = 3_600_000

/** @type {Record<Scene, (sandbox: import('../../sandbox/sandbox.js').Sandbox, world: import('../../sandbox/world.js').World) => void>} */
const SCENES = {
  typical: () => {},
  nothing: ({ clock }, { resumes }) => {
    for (const resume of resumes) resume.updatedAt = clock.now() - HOUR
  },
  rotation: ({ headHunter }, { pair }) => headHunter.expire(pair.accessToken),
}

/** @type {{ close(): Promise<void> } | undefined} */
let open
/** @type {import('../../sandbox/sandbox.js').Sandbox | undefined} */
let sandbox

/** @param {{ scene?: Scene, latency?: number }} message */
async function answer({ scene, latency = 0 }) {
  if (scene === undefined)
    return {
      requests: sandbox?.requests.map(({ service, method, path, body }) => ({ service, method, path, body })),
    }
  await open?.close()
  // In real time: times of another year need more of `Intl` than a run's own day does.
  sandbox = createSandbox({ followReal: true })
  const world = populate(sandbox)
  sandbox.clock.advance(60_000)
  SCENES[scene](sandbox, world)
  sandbox.latency = latency
  const opened = await sandbox.listen()
  open = opened
  return {
    repository: WORLD_REPOSITORY,
    inputs: {
      'client-id': world.application.id,
      'client-secret': world.application.secret,
      'access-token': world.pair.accessToken,
      'refresh-token': world.pair.refreshToken,
      'github-token': world.githubToken.value,
      'api-url': opened.hhUrl,
      'github-api-url': opened.githubUrl,
    },
  }
}

process.on('message', async (message) => process.send?.(await answer(/** @type {never} */ (message))))
process.on('disconnect', () => process.exit())
