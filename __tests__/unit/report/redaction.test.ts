import { describe, expect, test } from '@jest/globals'
import type { Visibility } from '../../../src/action/event.js'
import { hides, namesOf } from '../../../src/report/redaction.js'
import type { Redact } from '../../../src/settings/settings.js'
import { audience } from '../../support/reports.js'

test.each<[Redact, Visibility, boolean]>([
  ['auto', 'private', false],
  ['auto', 'public', true],
  ['auto', 'unknown', true],
  ['always', 'private', true],
  ['always', 'public', true],
  ['never', 'public', false],
  ['never', 'unknown', false],
])('redact %s in a repository that is %s hides: %p', (redact, visibility, expected) => {
  expect(hides(redact, visibility)).toBe(expected)
})

const URL = 'https://hh.ru/resume/1'
const resume = (id: string, title: string) => ({ id, title, url: URL })

describe('names', () => {
  test('hidden: the position and the end of the id, in the reader’s language, and no link', () => {
    const resumes = [resume(`${'a'.repeat(34)}4f1c`, 'Driver'), resume(`${'b'.repeat(34)}0001`, 'Cook')]
    expect(namesOf(resumes, audience('en', true))).toEqual([
      { id: '…4f1c', title: 'resume 1 (…4f1c)', url: undefined },
      { id: '…0001', title: 'resume 2 (…0001)', url: undefined },
    ])
    expect(namesOf(resumes, audience('ru', true))[1]?.title).toBe('резюме 2 (…0001)')
  })

  test('hidden: an id of four is not shown at all', () => {
    expect(namesOf([resume('abcd', 'Driver')], audience('en', true))).toEqual([
      { id: '', title: 'resume 1', url: undefined },
    ])
    expect(namesOf([resume('abcde', 'Driver')], audience('en', true))[0]?.id).toBe('…bcde')
  })

  test('shown: the title, with the end of the id where two have the same, or the id where there is none', () => {
    const resumes = [
      resume('xx1111', 'Driver'),
      resume('xx2222', 'Driver'),
      resume('xx3333', 'Cook'),
      resume('xx4', ''),
    ]
    expect(namesOf(resumes, audience()).map(({ title }) => title)).toEqual([
      'Driver (…1111)',
      'Driver (…2222)',
      'Cook',
      'xx4',
    ])
    expect(namesOf(resumes, audience())[0]).toMatchObject({ id: 'xx1111', url: URL })
  })
})
