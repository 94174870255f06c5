import { describe, expect, test } from '@jest/globals'
import { DAY, HOUR } from '../../../src/domain/clock.js'
import { reportOfInvalidInputs } from '../../../src/domain/report.js'
import { diagnostic } from '../../../src/reasons/index.js'
import { outputsOf } from '../../../src/report/outputs.js'
import { aReport, aResume, audience, blocked, NOW, tooEarly } from '../../support/reports.js'

describe('outputs', () => {
  test('sets all of them when nothing is known', () => {
    const nothing = {
      touched: '0',
      skipped: '0',
      failed: '0',
      resumes: '[]',
      'next-touch-at': '',
      'tokens-rotated': 'false',
      'access-token-expires-at': '',
    }
    expect(outputsOf(aReport(), audience())).toEqual(nothing)
    const invalid = reportOfInvalidInputs([{ input: 'client-id', kind: 'missing', details: {} }])
    expect(outputsOf(invalid, audience())).toEqual(nothing)
  })

  test('has the counts, the earliest next time and the tokens', () => {
    const resumes = [aResume(), aResume(), tooEarly(), blocked()]
    const report = aReport({ resumes, tokensRotated: true, accessTokenExpiresAt: NOW + 14 * DAY })
    expect(outputsOf(report, audience())).toMatchObject({
      touched: '2',
      skipped: '1',
      failed: '1',
      'next-touch-at': '2026-11-24T17:05:00Z',
      'tokens-rotated': 'true',
      'access-token-expires-at': '2026-12-08T16:05:00Z',
    })
  })

  test('lists resumes with id, title, outcome, code and next time', () => {
    const report = aReport({
      resumes: [aResume({ id: 'abc', title: 'Cook' }), blocked({ id: 'def', title: '' })],
    })
    expect(JSON.parse(outputsOf(report, audience()).resumes)).toEqual([
      {
        id: 'abc',
        title: 'Cook',
        outcome: 'touched',
        reason: 'touched',
        nextTouchAt: '2026-11-24T20:05:00Z',
      },
      { id: 'def', title: '', outcome: 'failed', reason: 'blocked', nextTouchAt: '' },
    ])
  })

  test('leaves out a next time in the past', () => {
    const resumes = [
      aResume({ nextTouchAt: NOW - HOUR }),
      blocked({ nextTouchAt: NOW - DAY }),
      aResume({ outcome: 'skipped', diagnostic: diagnostic('dry_run'), nextTouchAt: NOW }),
    ]
    const outputs = outputsOf(aReport({ resumes }), audience())
    expect(outputs['next-touch-at']).toBe('')
    expect(JSON.parse(outputs.resumes)).toMatchObject(resumes.map(() => ({ nextTouchAt: '' })))
    const withLater = aReport({ resumes: [...resumes, tooEarly()] })
    expect(outputsOf(withLater, audience())['next-touch-at']).toBe('2026-11-24T17:05:00Z')
  })

  test('does not count the time of a resume that failed', () => {
    const resumes = [aResume(), blocked({ nextTouchAt: NOW + HOUR })]
    expect(outputsOf(aReport({ resumes }), audience())['next-touch-at']).toBe('2026-11-24T20:05:00Z')
  })

  test('hides names as the log does', () => {
    const resumes = [aResume({ id: 'secretid4f1c', title: 'Cook' })]
    const output = outputsOf(aReport({ resumes }), audience('ru', true)).resumes
    expect(JSON.parse(output)).toMatchObject([{ id: '…4f1c', title: 'резюме 1 (…4f1c)' }])
    expect(output).not.toMatch(/secretid|Cook/)
  })
})
