import { expect, test } from '@jest/globals'
import { canListenFor } from '../../../../src/cli/login/callback.js'

test.each([
  ['http://localhost:8080', true],
  ['http://127.0.0.1', true],
  ['http://[::1]:9/back', true],
  ['https://localhost:8080', false],
  ['http://example.com', false],
])('a redirect to %s can be waited for: %s', (uri, can) => expect(canListenFor(uri)).toBe(can))
