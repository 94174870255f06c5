import { afterEach, describe, expect, test } from '@jest/globals'
import { createStage, type Stage } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

describe('the demonstration', () => {
  test('shows the life of a pair on a sandbox of its own, and says so', async () => {
    stage = createStage({ envFile: undefined })
    const { exit, stdout, stderr } = await stage.run()
    expect(exit).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('This is a demonstration on a built-in sandbox: no real account, no network')
    expect(stdout.match(/^\d\. .*$/gm)).toEqual([
      '1. You authorize · 5 January 2026, 09:00 UTC (12:00 in Moscow)',
      '2. Ten minutes later · 5 January 2026, 09:10 UTC (12:10 in Moscow)',
      '3. Four hours later · 5 January 2026, 13:10 UTC (16:10 in Moscow)',
      '4. Fifteen days later · 20 January 2026, 13:10 UTC (16:10 in Moscow)',
      '5. The bad day · 4 February 2026, 13:10 UTC (16:10 in Moscow)',
      '6. You follow the advice · 4 February 2026, 14:10 UTC (17:10 in Moscow)',
    ])
    expect(stdout.match(/^(✅|🕓|❌) .*$/gm)).toEqual([
      '✅ 3 resumes touched',
      '🕓 3 resumes too early',
      '✅ 3 resumes touched',
      '✅ 3 resumes touched',
      expect.stringMatching(/^❌ 3 resumes touched/),
      '🕓 3 resumes too early',
    ])
    expect(stdout).toContain('│ hhrc1.')
    expect(stdout).toContain('The token pair is recovered')
    expect(stdout).toContain('✓ Secret `HH_REFRESH_TOKEN` holds the new token.')
    expect(stage.sandbox.requests).toEqual([])
  })

  test('no token stands in it', async () => {
    stage = createStage({ envFile: undefined })
    const { stdout } = await stage.run('demo', '--verbose')
    expect(stdout).toContain('GET /resumes/mine: 200')
    const withoutCode = stdout.replace(/hhrc1\.[\w-]+/, '')
    expect(withoutCode).not.toMatch(/[A-Z0-9]{64}|github_pat_/)
  })

  test('in Russian', async () => {
    stage = createStage({ envFile: undefined })
    const { stdout } = await stage.run('--language', 'ru')
    expect(stdout).toContain('Это демонстрация на встроенной песочнице')
    expect(stdout).toContain('✅ Поднято 3 резюме')
    expect(stdout).not.toMatch(/\b(the|resumes|token is)\b/)
  })
})
