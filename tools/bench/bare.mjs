// The same requests as the Action's, one after the other, and one time as people read it: what a run costs by itself.
import { createRequire } from 'node:module'

// As the bundle does: an import of it would load a whole HTTP client of Node's own.
const http = createRequire(import.meta.url)('node:http')
const agent = new http.Agent({ keepAlive: true })
const { env } = process
const bases = { headHunter: env['INPUT_API-URL'], github: env['INPUT_GITHUB-API-URL'] }
const tokens = { headHunter: env['INPUT_ACCESS-TOKEN'], github: env['INPUT_GITHUB-TOKEN'] }

const send = ({ service, method, path, body }) =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${tokens[service]}`, 'user-agent': 'bare/1.0 (bench)' }
    const request = http.request(bases[service] + path, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve(text === '' ? undefined : JSON.parse(text)))
    })
    request.on('error', reject)
    request.end(body)
  })

for (const request of JSON.parse(env.REQUESTS)) await send(request)
agent.destroy()
console.log(
  new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'Europe/Moscow' }).format(Date.now()),
)
