import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { NAME, PROJECT_URL, USER_AGENT, VERSION } from '../../../src/domain/project.js'

test('the program says of itself what package.json says', () => {
  const { name, version, homepage } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect({ name: NAME, version: VERSION, homepage: PROJECT_URL }).toEqual({ name, version, homepage })
  expect(USER_AGENT).toBe(`${name}/${version} (${homepage})`)
})
