import { describe, expect, test } from '@jest/globals'
import { catalogue, type Language } from '../../../src/i18n/index.js'
import { hasTrait, isOfTheme, REASONS, type Reason, THEMES, type Theme } from '../../../src/reasons/index.js'
import { INPUT_NAMES } from '../../../src/settings/settings.js'

const ALL = Object.keys(REASONS) as Reason[]
const LANGUAGES: Language[] = ['en', 'ru']

describe('reasons', () => {
  test('none is in two themes', () => {
    const inThemes = Object.keys(THEMES).map(
      (theme) => ALL.filter((reason) => isOfTheme(reason, theme as Theme)).length,
    )
    expect(inThemes.reduce((sum, count) => sum + count)).toBe(ALL.length)
  })

  test.each(LANGUAGES)('%s: an input that a sentence names is one of the Action’s', (language) => {
    const named = new Set<string>()
    const nameOf = (input: string) => {
      named.add(input)
      return input
    }
    const { reasons } = catalogue(language, { kind: 'terminal', nameOf, call: (words) => words })
    for (const { happened, todo } of Object.values(reasons))
      for (const details of [{}, { environment: 'home' }]) [happened(details), todo(details)]
    expect(named.size).toBeGreaterThan(10)
    expect(INPUT_NAMES).toEqual(expect.arrayContaining([...named]))
  })

  test.each(LANGUAGES)('%s: a file that a right can’t mend has an advice of its own', (language) => {
    const { todo } = catalogue(language, { kind: 'workflow' }).reasons.env_file_not_writable
    const codes = [undefined, 'NOT_UTF8', 'NOT_A_FILE', 'NOT_UNDERSTOOD']
    const advice = codes.map((code) => todo(code === undefined ? {} : { code }))
    expect(new Set(advice).size).toBe(codes.length)
    expect(todo({ code: 'EACCES' })).toBe(advice[0])
  })

  test('a new code is asked for where only a person can go on, and at last where running again can help', () => {
    expect(hasTrait('password_invalidated', 'needs_login')).toBe(true)
    expect(hasTrait('token_request_refused', 'needs_login')).toBe(false)
    expect(hasTrait('token_request_refused', 'needs_login_at_last')).toBe(true)
    // The pair works again by itself once its access token has expired.
    expect(hasTrait('partner_missing', 'needs_login')).toBe(false)
  })
})
