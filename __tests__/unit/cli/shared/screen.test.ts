import { describe, expect, test } from '@jest/globals'
import { paintFor } from '../../../../src/cli/shared/screen.js'
import type { Output } from '../../../../src/cli/shared/terminal.js'
import { paintSentence } from '../../../../src/report/terminal.js'

describe('colors', () => {
  const terminal = { isTTY: true } as Output
  const pipe = {} as Output
  test.each([
    [terminal, {}, true],
    [pipe, {}, false],
    [terminal, { NO_COLOR: '1' }, false],
    [terminal, { TERM: 'dumb' }, false],
    [pipe, { FORCE_COLOR: '1' }, true],
    [terminal, { FORCE_COLOR: '0' }, false],
  ])('%#', (output, env, wanted) => {
    expect(paintFor(output, env)('red', 'x') !== 'x').toBe(wanted)
  })

  test('code is colored, or in backticks without colors', () => {
    const sentence = 'Ask @BotFather, set `TG_BOT_TOKEN`, see https://example.com/a.'
    expect(paintSentence(sentence, paintFor(pipe, {}))).toBe(sentence)
    expect(paintSentence(sentence, paintFor(terminal, {}))).toContain('\u001b[36mTG_BOT_TOKEN\u001b[39m')
  })
})
