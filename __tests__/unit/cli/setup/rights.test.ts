import { describe, expect, test } from '@jest/globals'
import { tokenLink } from '../../../../src/cli/setup/rights.js'
import type { SecretsPlace } from '../../../../src/github/errors.js'

describe('the link to GitHub’s page', () => {
  const place = { repository: 'owner/name' }
  const asked = (of: SecretsPlace, isCapped?: boolean) =>
    Object.fromEntries(new URL(tokenLink('https://github.com', of, isCapped)).searchParams)

  test('asks for one right, without an end, and for a look at runs', () => {
    const { environments, ...rest } = asked(place)
    expect(rest).toMatchObject({
      target_name: 'owner',
      expires_in: 'none',
      secrets: 'write',
      actions: 'read',
      metadata: 'read',
    })
    expect(environments).toBeUndefined()
  })

  test('asks for an environment’s right, and for an end where an organization wants one', () => {
    expect(asked({ ...place, environment: 'production' })).toMatchObject({
      environments: 'write',
    })
    expect(asked(place, true)).toMatchObject({ expires_in: '366' })
  })
})
