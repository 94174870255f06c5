import { PassThrough } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { Abandoned, createPrompter, NeedsAnswer, type Prompter } from '../../src/cli/shared/prompts.js'
import type { Terminal } from '../../src/cli/shared/terminal.js'

const ENTER = '\r'
const DOWN = '\u001b[B'
const CTRL_C = '\u0003'

function seat(interactive = true): { ask: Prompter; type(...keys: string[]): Promise<void>; seen(): string } {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 })
  let seen = ''
  stdout.on('data', (chunk) => {
    seen += chunk
  })
  return {
    ask: createPrompter({ stdin, stdout, interactive } as unknown as Terminal),
    // As a person types: the prompt is there before the first key.
    async type(...keys) {
      while (seen === '') await new Promise((resolve) => setTimeout(resolve, 5))
      for (const key of keys) {
        stdin.write(key)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    seen: () => seen,
  }
}

describe('at a terminal', () => {
  test('text: trimmed, checked, with what stood there before', async () => {
    const { ask, type, seen } = seat()
    const answer = ask.text({
      message: 'Which?',
      setting: 'X',
      initial: 'a',
      placeholder: 'p',
      validate: (value) => (value === 'ab' ? undefined : 'No.'),
      signal: new AbortController().signal,
    })
    await type(ENTER, 'b', ' ', ENTER)
    expect(await answer).toBe('ab')
    expect(seen()).toContain('No.')
  })

  test('a secret is never shown', async () => {
    const { ask, type, seen } = seat()
    const answer = ask.secret({ message: 'Secret?', setting: 'X' })
    await type('h', 'u', 's', 'h', ENTER)
    expect(await answer).toBe('hush')
    expect(seen()).not.toContain('h\u001b')
    expect(seen()).not.toMatch(/hush/)
  })

  test('yes or no, one of several, some of several', async () => {
    const choices = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B', hint: 'h' },
    ]
    const first = seat()
    const yes = first.ask.confirm({ message: 'Sure?', setting: 'X', yes: 'Ja', no: 'Nein', initial: true })
    await first.type(ENTER)
    expect(await yes).toBe(true)
    expect(first.seen()).toContain('Nein')

    const second = seat()
    const one = second.ask.choose({ message: 'Which?', setting: 'X', choices })
    await second.type(DOWN, ENTER)
    expect(await one).toBe('b')

    const third = seat()
    const usual = third.ask.choose({ message: 'Which?', setting: 'X', choices, initial: 'b' })
    await third.type(ENTER)
    expect(await usual).toBe('b')

    const fourth = seat()
    const some = fourth.ask.chooseMany({ message: 'Which?', setting: 'X', choices, initial: ['a'] })
    await fourth.type(DOWN, ' ', ENTER)
    expect(await some).toEqual(['a', 'b'])
  })

  test('Ctrl-C leaves any question open', async () => {
    const question = { message: 'Which?', setting: 'X' }
    const choices = [{ value: 'a', label: 'A' }]
    const ways: ((ask: Prompter) => Promise<unknown>)[] = [
      (ask) => ask.text(question),
      (ask) => ask.secret(question),
      (ask) => ask.confirm({ ...question, yes: 'y', no: 'n', initial: true }),
      (ask) => ask.choose({ ...question, choices }),
      (ask) => ask.chooseMany({ ...question, choices, initial: [] }),
    ]
    for (const way of ways) {
      const { ask, type } = seat()
      const answer = expect(way(ask)).rejects.toThrow(Abandoned)
      await type(CTRL_C)
      await answer
    }
  })
})

test('elsewhere, the question names the setting that answers it', async () => {
  const { ask } = seat(false)
  await expect(ask.text({ message: 'Which?', setting: 'HH_X' })).rejects.toEqual(new NeedsAnswer('HH_X'))
})
