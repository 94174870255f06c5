import { describe, expect, test } from '@jest/globals'
import { checks, offlineChecks } from '../../checks/index.mjs'
import { ourselves } from './folder.js'

describe('this repository', () => {
  test.each(Object.entries(offlineChecks))('keeps its promises: %s', async (_, check) => {
    expect(await check(ourselves())).toEqual([])
  })

  test('is also audited by `npm run check`, which may use the network', () => {
    expect(Object.keys(checks)).toEqual([...Object.keys(offlineChecks), 'npm audit'])
  })
})
