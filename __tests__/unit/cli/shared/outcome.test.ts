import { expect, test } from '@jest/globals'
import { EXIT, exitForDiagnostics } from '../../../../src/cli/shared/outcome.js'
import { diagnostic } from '../../../../src/reasons/index.js'

test('exit codes: a problem, or a new authorization', () => {
  const problem = (reason: 'hh_unreachable' | 'refresh_token_spent') => [
    { severity: 'problem' as const, diagnostic: diagnostic(reason) },
  ]
  expect(exitForDiagnostics([])).toBe(EXIT.done)
  expect(exitForDiagnostics(problem('hh_unreachable'))).toBe(EXIT.problem)
  expect(exitForDiagnostics(problem('refresh_token_spent'))).toBe(EXIT.authorizeAgain)
  expect(exitForDiagnostics([{ severity: 'warning', diagnostic: diagnostic('refresh_token_spent') }])).toBe(
    EXIT.done,
  )
})
