import { afterEach, describe, expect, test } from '@jest/globals'
import widthOf from 'fast-string-width'
import { createStage, type Stage } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

describe('the demonstration', () => {
  test('shows the life of a pair on a sandbox of its own, and says so', async () => {
    stage = createStage({ envFile: undefined })
    const { exit, stdout, stderr } = await stage.run()
    expect(exit).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('A demonstration on a built-in sandbox: no account, no network')
    expect(stdout.match(/^\d\. .*(?=, \d\d:\d\d$)/gm)).toEqual([
      '1. You log in · 5 January',
      '2. Ten minutes later · 5 January',
      '3. Four hours later · 5 January',
      '4. Fifteen days later · 20 January',
      '5. GitHub refuses to save · 4 February',
      '6. You follow the advice · 4 February',
      '7. And if HeadHunter refuses your application · 4 February',
    ])
    expect(stdout.match(/^(✅|🕓|❌) .*(raised|early).*$/gm)?.filter((line) => !/ {2}/.test(line))).toEqual([
      expect.stringMatching(/^✅ 3 resumes raised/),
      expect.stringMatching(/^🕓 3 resumes too early/),
      expect.stringMatching(/^✅ 3 resumes raised/),
      expect.stringMatching(/^✅ 3 resumes raised/),
      expect.stringMatching(/^❌ 3 resumes raised/),
      expect.stringMatching(/^🕓 3 resumes too early/),
      '❌ No resume was raised',
    ])
    expect(stdout).toContain('(application_may_not_touch)')
    expect(stdout).toContain('│ hhrc1.')
    expect(stdout).toContain('The token pair is recovered')
    expect(stdout).toContain('✓ Secret `HH_REFRESH_TOKEN` holds the new token.')
    expect(stage.sandbox.requests).toEqual([])
  })

  test('it contains no token', async () => {
    stage = createStage({ envFile: undefined })
    const { stdout } = await stage.run('demo', '--verbose')
    expect(stdout).toContain('GET /resumes/mine: 200')
    const withoutCode = stdout.replace(/hhrc1\.[\w-]+/, '')
    expect(withoutCode).not.toMatch(/[A-Z0-9]{64}|github_pat_/)
  })

  test.each([
    ['en', 80],
    ['ru', 80],
    ['en', 100],
    ['ru', 100],
  ])('fits a terminal: %s, %i columns', async (language, columns) => {
    stage = createStage({ envFile: undefined, columns })
    const { stdout } = await stage.run('--language', language)
    // The code is one word, to be copied whole; and so is an address.
    const tooLong = stdout.split('\n').filter((line) => widthOf(line) > columns && !/hhrc1|https:/.test(line))
    expect(tooLong).toEqual([])
    // What is broken stays within its frame.
    expect(stdout.match(/^ {2}│ /gm)?.length).toBeGreaterThan(30)
  })

  test('ends with what to type next, as it was started', async () => {
    stage = createStage({ envFile: undefined, program: 'npm start --' })
    const { stdout } = await stage.run('--language', 'ru')
    expect(stdout).toContain('`npm start -- check --language ru`    за минуту узнать')
  })

  test('in Russian', async () => {
    stage = createStage({ envFile: undefined })
    const { stdout } = await stage.run('--language', 'ru')
    expect(stdout).toContain('Демонстрация на встроенной песочнице')
    expect(stdout).toContain('✅ Поднято 3 резюме')
    expect(stdout).not.toMatch(/\b(the|resumes|token is)\b/)
  })
})
