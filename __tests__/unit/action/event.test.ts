import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { readEvent } from '../../../src/action/event.js'

const folder = mkdtempSync(join(tmpdir(), 'event-'))
afterAll(() => rmSync(folder, { recursive: true }))

function visibility(content: string): string {
  const path = join(folder, 'event.json')
  writeFileSync(path, content)
  return readEvent({ name: 'schedule', path }).visibility
}

describe('the repository’s visibility', () => {
  test.each([
    [{ repository: { visibility: 'private', private: true } }, 'private'],
    [{ repository: { visibility: 'internal', private: true } }, 'private'],
    [{ repository: { private: true } }, 'private'],
    [{ repository: { visibility: 'public', private: false } }, 'public'],
    [{ repository: { private: false } }, 'public'],
    [{ repository: { visibility: 'private', private: false } }, 'public'],
    [{ repository: { visibility: 'public', private: true } }, 'public'],
    [{ repository: { visibility: 'secret', private: true } }, 'unknown'],
    [{ repository: { private: 'true' } }, 'unknown'],
    [{ repository: { visibility: 1 } }, 'unknown'],
    [{ repository: {} }, 'unknown'],
    [{ repository: null }, 'unknown'],
    [{ repository: [] }, 'unknown'],
    [{ repository: 'private' }, 'unknown'],
    [{}, 'unknown'],
    [[], 'unknown'],
    [null, 'unknown'],
    [7, 'unknown'],
  ])('%j: %s', (event, expected) => {
    expect(visibility(JSON.stringify(event))).toBe(expected)
  })

  test.each(['', '{', 'not json', '\u0000'])('no JSON: %j', (content) => {
    expect(visibility(content)).toBe('unknown')
  })

  test('no file, no path, a folder', () => {
    expect(readEvent({ name: undefined, path: undefined })).toEqual({
      visibility: 'unknown',
      byHand: false,
      authCode: '',
    })
    expect(readEvent({ name: 'push', path: join(folder, 'none') }).visibility).toBe('unknown')
    expect(readEvent({ name: 'push', path: folder }).visibility).toBe('unknown')
  })
})

test('only workflow_dispatch is a run by hand', () => {
  const byHand = (name: string | undefined) => readEvent({ name, path: undefined }).byHand
  expect([byHand('workflow_dispatch'), byHand('schedule'), byHand(undefined)]).toEqual([true, false, false])
})

describe('the code that a person typed into the workflow’s own field', () => {
  const codeIn = (name: string, payload: unknown) => {
    const path = join(folder, 'event.json')
    writeFileSync(path, JSON.stringify(payload))
    return readEvent({ name, path }).authCode
  }

  test.each([
    [{ inputs: { 'auth-code': 'ABC' } }, 'ABC'],
    [{ inputs: { 'auth-code': '' } }, ''],
    [{ inputs: { 'auth-code': 1 } }, ''],
    [{ inputs: {} }, ''],
    [{ inputs: null }, ''],
    [{}, ''],
  ])('%j: %j', (payload, code) => {
    expect(codeIn('workflow_dispatch', payload)).toBe(code)
  })

  test('counts in a run by hand only', () => {
    expect(codeIn('repository_dispatch', { inputs: { 'auth-code': 'ABC' } })).toBe('')
  })
})
