import { readFileSync } from 'node:fs'
import { type Document, parseDocument } from 'yaml'
import type { SandboxUrls } from '../../sandbox/sandbox.js'

/** The workflow that a newcomer copies: the first one in the README, as it stands there. */
export function readmeWorkflow(): string {
  const [, workflow] = /^```yaml\n(.*?)^```$/ms.exec(readFileSync('README.md', 'utf8')) ?? []
  if (workflow === undefined) throw new Error('README.md shows no workflow')
  return workflow
}

const STEPS = ['jobs', 'touch', 'steps']
const INPUTS = [...STEPS, 0, 'with']

/** The same with the sandbox's addresses. GitHub's is not among them: the runner provides it as `github.api_url`. */
export const pointAtSandbox = (workflow: string, { hhUrl, telegramUrl }: SandboxUrls): string =>
  edited(workflow, (document) => {
    document.setIn([...INPUTS, 'api-url'], hhUrl)
    document.setIn([...INPUTS, 'telegram-api-url'], telegramUrl)
  })

/**
 * GitHub knows keys that act does not: a queue of more than one, and an environment without a deployment. They
 * say which run comes next and what the repository's page shows, not what it does; GitHub's language service checks them.
 */
export const withoutKeysThatActLacks = (workflow: string): string =>
  edited(workflow, (document) => {
    const keys = [
      ['concurrency', 'queue'],
      ['jobs', 'touch', 'concurrency', 'queue'],
      ['jobs', 'touch', 'environment', 'deployment'],
    ]
    for (const key of keys.filter((path) => document.hasIn(path))) {
      process.stdout.write(`act does not know ${key.join('.')}: left out of this run\n`)
      document.deleteIn(key)
    }
  })

/** The same with one more step, which uses the outputs as a person's own step would, in a red run too. */
export const withStepAfter = (workflow: string): string =>
  edited(workflow, (document) => {
    document.setIn([...STEPS, 0, 'id'], 'touch')
    const step = {
      if: 'always()',
      env: {
        COUNTS: outputs('touched', 'skipped', 'failed'),
        ROTATED: outputs('tokens-rotated'),
        OUTCOMES: expression("join(fromJSON(steps.touch.outputs.resumes).*.outcome, ' ')"),
      },
      run: 'echo "counts: $COUNTS; rotated: $ROTATED; outcomes: $OUTCOMES."',
    }
    document.addIn(STEPS, document.createNode(step))
  })

const outputs = (...names: string[]): string =>
  names.map((name) => expression(`steps.touch.outputs.${name}`)).join(' ')

const expression = (text: string): string => `\${{ ${text} }}`

/** Comments and all else stay. */
function edited(workflow: string, edit: (document: Document) => void): string {
  const document = parseDocument(workflow)
  edit(document)
  return document.toString({ lineWidth: 0 })
}
