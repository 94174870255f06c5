import { describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import fc from 'fast-check'
import { changeEnvText, strayLines } from '../../../src/env-file/lines.js'

const tokens = { HH_ACCESS_TOKEN: 'A2', HH_REFRESH_TOKEN: 'R2' }

describe('other values in an .env text', () => {
  test.each<[string, string, string]>([
    ['an empty text', '', 'HH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2\n'],
    ['other lines only', 'X=1\n', 'X=1\nHH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2\n'],
    ['no line end at the end', 'X=1', 'X=1\nHH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2\n'],
    [
      'plain values',
      'HH_ACCESS_TOKEN=A1\nHH_REFRESH_TOKEN=R1\n',
      'HH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2\n',
    ],
    ['another order', 'HH_REFRESH_TOKEN=R1\nHH_ACCESS_TOKEN=A1', 'HH_REFRESH_TOKEN=R2\nHH_ACCESS_TOKEN=A2'],
    [
      'comments and blank lines',
      '# mine\n\nHH_ACCESS_TOKEN=A1 # access\n#HH_ACCESS_TOKEN=old\nHH_REFRESH_TOKEN=R1#x\n\n# end',
      '# mine\n\nHH_ACCESS_TOKEN=A2 # access\n#HH_ACCESS_TOKEN=old\nHH_REFRESH_TOKEN=R2#x\n\n# end',
    ],
    [
      "Windows' line ends",
      'X=1\r\nHH_ACCESS_TOKEN=A1\r\n',
      'X=1\r\nHH_ACCESS_TOKEN=A2\r\nHH_REFRESH_TOKEN=R2\r\n',
    ],
    [
      'a byte order mark',
      '\uFEFFHH_ACCESS_TOKEN=A1\nHH_REFRESH_TOKEN=R1',
      '\uFEFFHH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2',
    ],
    [
      'export and white space',
      'export HH_ACCESS_TOKEN = A1  \n  HH_REFRESH_TOKEN: R1',
      'export HH_ACCESS_TOKEN = A2  \n  HH_REFRESH_TOKEN: R2',
    ],
    [
      'quotes',
      `HH_ACCESS_TOKEN="A1" # x\nHH_REFRESH_TOKEN='R1'\nX=\`y\``,
      `HH_ACCESS_TOKEN="A2" # x\nHH_REFRESH_TOKEN='R2'\nX=\`y\``,
    ],
    [
      'values over several lines',
      'HH_ACCESS_TOKEN="A\n1"\nX="one\nHH_ACCESS_TOKEN=no\n"\nHH_REFRESH_TOKEN=R1',
      'HH_ACCESS_TOKEN="A2"\nX="one\nHH_ACCESS_TOKEN=no\n"\nHH_REFRESH_TOKEN=R2',
    ],
    [
      'empty values',
      'HH_ACCESS_TOKEN=\nHH_REFRESH_TOKEN= # soon\n',
      'HH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2 # soon\n',
    ],
    ['empty quotes', 'HH_ACCESS_TOKEN=""\nHH_REFRESH_TOKEN=', 'HH_ACCESS_TOKEN="A2"\nHH_REFRESH_TOKEN=R2'],
    [
      'a name twice: removing a line must not bring an older value back',
      'HH_ACCESS_TOKEN=A0\nHH_ACCESS_TOKEN=A1\nHH_REFRESH_TOKEN=R1',
      'HH_ACCESS_TOKEN=A2\nHH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2',
    ],
    [
      'names that only begin alike',
      'MY_HH_ACCESS_TOKEN=1\nHH_ACCESS_TOKEN_OLD=2\nHH_ACCESS_TOKEN=A1\nHH_REFRESH_TOKEN=R1',
      'MY_HH_ACCESS_TOKEN=1\nHH_ACCESS_TOKEN_OLD=2\nHH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2',
    ],
  ])('after %s', (_, before, after) => {
    expect(changeEnvText(before, tokens)).toBe(after)
    expect(parse(after)).toMatchObject(tokens)
  })

  test.each([
    ['a plain one', 'HH_AUTH_CODE=abc # once\nX=1', 'HH_AUTH_CODE= # once\nX=1'],
    ['a quoted one', 'HH_AUTH_CODE="abc"', 'HH_AUTH_CODE=""'],
    ['one that is not there', 'X=1', 'X=1'],
    ['the last of several', 'HH_AUTH_CODE=a\nHH_AUTH_CODE=b\n', 'HH_AUTH_CODE=\nHH_AUTH_CODE=\n'],
  ])('take %s out', (_, before, after) => {
    expect(changeEnvText(before, { HH_AUTH_CODE: undefined })).toBe(after)
  })

  test.each([
    ['a hash sign', 'a#b', "A='a#b'"],
    ['white space around', ' a ', "A=' a '"],
    ['a single quote', "it's #1", "A=`it's #1`"],
    ['both quotes and a backtick', `'"\``, `A='"\``],
    ['lines', 'a\nb', "A='a\nb'"],
    ['Cyrillic', 'резюме', 'A=резюме'],
  ])('are quoted where they must be: %s', (_, value, line) => {
    const text = changeEnvText('', { A: value })
    expect(text).toBe(`${line}\n`)
    expect(parse(text ?? '')).toEqual({ A: value })
  })

  test.each([
    ['can not be written at all', '', { A: '\r' }],
    ['would be swallowed by a quote left open', 'X="never closed\n', { A: '"' }],
    ['would end in a comment', 'A=1', { A: '#`"\'#' }],
  ])('are refused when they %s', (_, before, changes) => {
    expect(changeEnvText(before, changes)).toBeUndefined()
  })

  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '"', "'", '`', '#', '=', '\\', '\n', '\r\n', '$'),
  })
  const end = fc.constantFrom('\n', '\r\n')
  const name = fc.constantFrom('X', 'Y.z', 'HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN')
  const before = fc.constantFrom('', 'export ', '  ', '\t')
  const sign = fc.constantFrom('=', ' = ', ': ')

  test('are read as written, or refused, for any text', () => {
    const quote = fc.constantFrom('', '"', "'", '`')
    const line = fc.oneof(
      fc.tuple(before, name, sign, quote, text).map(([b, n, s, q, t]) => b + n + s + q + t + q),
      text.map((words) => `# ${words}`),
      text,
    )
    let changed = 0
    fc.assert(
      fc.property(fc.array(line), end, (lines, lineEnd) => {
        const was = lines.join(lineEnd)
        const is = changeEnvText(was, tokens)
        if (is === undefined) return
        changed += 1
        expect(parse(is)).toEqual({ ...parse(was), ...tokens })
      }),
      { numRuns: 3_000 },
    )
    expect(changed).toBeGreaterThan(1_500)
  })

  test('leave every other letter where it was', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9]+$/)
    const other = fc.constantFrom(
      '',
      '# HH_ACCESS_TOKEN=A0',
      'X=1 # "x"',
      "Y='#'",
      'Z="a\nHH_REFRESH_TOKEN=R0"',
      '???',
    )
    const token = fc.record({
      before,
      name: fc.constantFrom('HH_ACCESS_TOKEN' as const, 'HH_REFRESH_TOKEN' as const),
      sign,
      quote: fc.constantFrom('', '"', "'", '`'),
      value: plain,
      after: fc.constantFrom('', ' ', ' # note', '#note'),
    })
    const lines = fc.array(fc.oneof(other, token))
    fc.assert(
      fc.property(fc.constantFrom('', '\uFEFF'), lines, end, (mark, all, lineEnd) => {
        const written = (tokenOf: (line: { name: keyof typeof tokens; value: string }) => string): string =>
          mark +
          all
            .map((line) =>
              typeof line === 'string'
                ? line
                : line.before + line.name + line.sign + line.quote + tokenOf(line) + line.quote + line.after,
            )
            .concat('# end')
            .join(lineEnd)
        const is = changeEnvText(
          written(({ value }) => value),
          tokens,
        )
        const meant = written(({ name }) => tokens[name])
        const missing = Object.entries(tokens).filter(
          ([key]) => !all.some((line) => Object(line).name === key),
        )
        const ending = meant.includes('\r\n') ? '\r\n' : '\n'
        const added = missing.map(([key, value]) => `${key}=${value}${ending}`).join('')
        expect(is).toBe(added === '' ? meant : meant + ending + added)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('lines that dotenv passes over in silence', () => {
  test.each<[string, string, number[]]>([
    ['none', 'A=1\n\n# note\nexport B="x\ny" # z\nC: 2\nD=\n', []],
    ['words', 'A=1\nsome words\nB=2', [2]],
    ['a name alone', 'A\r\nB=2\r\nC', [1, 3]],
    ['a quote that is never closed', "A=1\nB='x\nC=2\n", [2]],
    ['behind a value over several lines', 'A="x\n#\ny"\n\n???', [5]],
  ])('are numbered: %s', (_, text, lines) => {
    expect(strayLines(text)).toEqual(lines)
  })
})
