import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Answer } from '../../sandbox/exchange.js'
import { html, json } from '../../sandbox/exchange.js'
import type { FaultRule } from '../../sandbox/faults.js'
import { portalPage, portalRedirect } from '../../sandbox/github/errors.js'
import { catalogue } from '../../src/i18n/index.js'
import { LANGUAGES } from '../../src/settings/settings.js'
import { install, runAction } from '../support/action.js'
import { createWorld, type Inputs, type World } from '../support/world.js'

let action: ReturnType<typeof install>
beforeAll(() => {
  action = install()
})
afterAll(() => action.remove())

async function run(world: World, given: Inputs = {}) {
  const urls = await world.sandbox.listen()
  try {
    return await runAction(action.folder, world, given, { urls, fast: true })
  } finally {
    await urls.close()
  }
}

const everything = (answer: Answer): Partial<FaultRule> => ({ kind: 'answer', answer })
const claims = LANGUAGES.flatMap((language) => {
  const { verified, likely } = catalogue(language).report.saving
  return [verified, likely]
})

describe('nothing is claimed of a GitHub that was not reached', () => {
  test.each<[string, Partial<FaultRule>]>([
    ['hangs up', { kind: 'reset' }],
    ['is a page', everything(portalPage)],
    ['is a page of status 404', everything(html(404, '<html><body>Not Found</body></html>'))],
    ['is a page of status 403', everything(html(403, '<!DOCTYPE html><title>Blocked</title>'))],
    ['is a text of status 403', everything({ status: 403, headers: {}, body: 'Blocked by policy' })],
    ['is empty, of status 404', everything({ status: 404, headers: {}, body: '' })],
    ['is another JSON of status 401', everything(json(401, { error: 'unauthorized' }))],
    ['is another JSON of status 403', everything(json(403, { error: 'egress denied' }))],
    ['is another JSON of status 404', everything(json(404, { error: 'no such route' }))],
    ['redirects', everything(portalRedirect)],
    ['is another JSON', everything(json(200, { status: 'ok' }))],
  ])('whatever is asked there %s', async (_what, fault) => {
    for (const language of LANGUAGES) {
      const world = createWorld()
      world.sandbox.faults.add({ service: 'github', kind: 'reset', times: 999, ...fault })
      const { exit, summary, stdout } = await run(world, { language })
      expect(exit).toBe(0)
      for (const claim of claims) expect(`${summary}${stdout}`).not.toContain(claim)
      expect(summary).toContain(catalogue(language).report.saving.unknown)
    }
  })

  test('nor of a port that is closed', async () => {
    const { exit, summary } = await run(createWorld(), { 'github-api-url': 'http://127.0.0.1:9' })
    expect(exit).toBe(0)
    for (const claim of claims) expect(summary).not.toContain(claim)
    expect(summary).toContain(catalogue('en').report.saving.unknown)
    expect(summary).not.toContain('can be saved')
  })
})

test('a pair that would be saved elsewhere is not one that can be saved', async () => {
  const world = createWorld()
  world.sandbox.github.state.repositories[0]?.vault.secrets.delete('HH_REFRESH_TOKEN')
  const { summary } = await run(world, { 'refresh-token': world.pair.refreshToken })
  expect(summary).toContain(catalogue('en').reasons.refresh_token_secret_missing.title)
  for (const claim of claims) expect(summary).not.toContain(claim)
})
