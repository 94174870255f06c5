import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { catalogue, type Language } from '../../src/i18n/index.js'
import { troubleshooting } from '../docs/troubleshooting.js'

const FILES: [Language, string][] = [
  ['en', 'docs/troubleshooting.md'],
  ['ru', 'docs/troubleshooting.ru.md'],
]

const headings = (text: string) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading ?? '')

/** As GitHub makes an anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

describe.each(FILES)('the troubleshooting page in %s', (language, file) => {
  const text = troubleshooting(language)

  test('is the one that was committed (else: npm run docs)', () => {
    expect(readFileSync(file, 'utf8').replaceAll('\r\n', '\n')).toBe(text)
  })

  test('has a section for each diagnostic, once', () => {
    const codes = headings(text).filter((heading) => /^[a-z_]+$/.test(heading))
    expect(codes.sort()).toEqual(Object.keys(catalogue(language).reasons).sort())
  })

  test('its links within the page lead somewhere', () => {
    const anchors = headings(text).map(anchor)
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, to]) => to ?? '')
    expect(links.length).toBeGreaterThan(3)
    for (const to of links) expect(anchors).toContain(to)
  })
})

test('both pages have the same shape', () => {
  const shape = (language: Language) =>
    troubleshooting(language)
      .split('\n')
      .map((line) => /^(#+|\d+\.|-)/.exec(line)?.[0] ?? '')
      .filter((mark) => mark !== '')
  expect(shape('ru')).toEqual(shape('en'))
})
