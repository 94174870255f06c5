import { describe, expect, test } from '@jest/globals'
import { cliMessages } from '../../../../src/i18n/cli/index.js'

const AT = Date.UTC(2026, 0, 5, 13)

/** Arguments that fit any of the sentences, by the parameters that a sentence names. */
const SAMPLES: Record<string, unknown> = {
  at: AT,
  lasts: 3_600_000,
  count: 2,
  port: 8080,
  fields: ['A', 'B'],
  settings: ['HH_A', 'HH_B'],
  options: ['--a', '--b'],
  words: ['--a', '--b'],
  files: ['a.yml', 'b'],
  lines: '1, 4',
}

interface Said {
  path: string
  text: string
}

/** Every sentence of a catalogue, said. */
function sentences(value: unknown, path = ''): Said[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value === 'function') {
    const names =
      /^\(?([^)=]*)\)?\s*=>/
        .exec(String(value))?.[1]
        ?.split(',')
        .map((name) => name.trim()) ?? []
    const given = names.map((name) => SAMPLES[name] ?? `<${name}>`)
    return sentences((value as (...given: unknown[]) => unknown)(...given), path)
  }
  return Object.entries(value as object).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`))
}

const EN = sentences(cliMessages('en'))
const RU = sentences(cliMessages('ru'))

describe('the terminal’s catalogues', () => {
  test('say the same things', () => {
    expect(RU.map(({ path }) => path)).toEqual(EN.map(({ path }) => path))
  })

  test('say something, with every name filled in and every backtick closed', () => {
    const isAmiss = ({ text }: Said) =>
      text.trim() === '' || /undefined|NaN|\[object/.test(text) || (text.match(/`/g) ?? []).length % 2 !== 0
    expect([...EN, ...RU].filter(isAmiss)).toEqual([])
    expect(EN.length).toBeGreaterThan(150)
  })

  test('mention the same commands, options and settings', () => {
    const named = (text: string) => (text.match(/--[a-z-]+|\b(HH|TG)_[A-Z_]+/g) ?? []).sort()
    for (const [index, { path, text }] of EN.entries()) {
      if (path === '.help.moreInEnglish') continue
      expect([path, named(RU[index]?.text ?? '')]).toEqual([path, named(text)])
    }
  })

  test('name commands as the person gives them, in sentences, in those that functions make, and in lists', () => {
    const say = cliMessages('en', (words) => `node x ${words}`.trim())
    expect(say.usage.seeHelp).toContain('`node x --help`')
    expect(say.settings.noTokens('.env')).toContain('`node x login` to get')
    expect(say.help.examples[0]?.command).toBe('`node x check`')
    expect(say.demo.whatNow.map(({ command }) => command)).toContain('`node x setup`')
  })

  test('the Russian one is Russian', () => {
    const latinOnly = RU.filter(
      ({ text, path }) => !/[а-я]/i.test(text) && !/^\.help\.moreInEnglish|\.command$/.test(path),
    )
    expect(latinOnly.map(({ path }) => path)).toEqual([
      '.resumes.columns.id',
      '.resumes.notWhileSo',
      '.setup.steps.telegram',
      '.setup.steps.workflow',
    ])
  })

  test('special cases have words of their own', () => {
    for (const say of [cliMessages('en'), cliMessages('ru')]) {
      expect(say.login.portTaken(80, 'EACCES')).toContain('HH_REDIRECT_URI')
      expect(say.login.ends.refused('access_denied')).not.toContain('access_denied')
      expect(say.settings.envFile.bad_lines('.env', '3', 1)).toContain('3')
      expect(say.setup.resumesAre('all')).not.toContain('all:')
    }
  })
})
