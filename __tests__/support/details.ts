import type { Details } from '../../src/reasons/index.js'

/** Every detail that a sentence can mention. */
export const allDetails = (at: number): Details => ({
  status: 503,
  code: 'bad_gateway',
  name: 'HH_REFRESH_TOKEN',
  repository: 'someone/resume',
  environment: 'production',
  permission: 'secrets=write',
  at,
  lasts: 90_000,
  chat: '-1001234567890',
  count: 12,
})
