import { describe, expect, test } from '@jest/globals'
import { Mask, maskedForms } from '../../../src/domain/mask.js'

describe('what is masked', () => {
  test.each<[string, string, string[]]>([
    ['a secret', ' secret-of-mine\n', ['secret-of-mine']],
    [
      'each line, and never the whole, whose lines the runner would mask',
      'first-line\r\nsecond-line\r\n',
      ['first-line', 'second-line'],
    ],
    ['no line of a few letters', 'hhrc1.AAAAAAAA\nQ\n', ['hhrc1.AAAAAAAA']],
    ['no secret of a few letters', 'all', []],
    ['a secret of eight letters', '12345678', ['12345678']],
    ['no seven letters', '1234567', []],
    ['nothing', '', []],
  ])('%s', (_, secret, forms) => {
    expect(maskedForms(secret)).toEqual(forms)
  })
})

test('a terminal shows no secret, and whole words of those that are none', () => {
  const mask = new Mask()
  for (const secret of ['token-one', 'token-one-and-more', '-', 'all']) mask.add(secret)
  expect(mask.clean('all: token-one-and-more, token-one')).toBe('all: ***, ***')
})
