import { describe, expect, test } from '@jest/globals'
import { oneLine, parseMoment } from '../../../src/headhunter/resumes.js'
import { clientFor, json, NOW } from '../../support/hh-client.js'
import type { Scripted } from '../../support/raw-server.js'

const HTML: Scripted = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }
const ITEM = { id: 'abc1', updated_at: '2026-01-05T11:00:00+0300' }
const PLAIN = {
  id: 'abc1',
  title: '',
  status: 'unknown',
  nextTouchAt: undefined,
  updatedAt: Date.UTC(2026, 0, 5, 8),
  views: 0,
  newViews: 0,
  url: undefined,
}

describe('publish', () => {
  test('reports a 429 after a lost answer as a possible touch', async () => {
    const { headHunter } = await clientFor([
      'reset',
      json({ errors: [{ type: 'resumes', value: 'touch_limit_exceeded' }] }, 429),
    ])
    expect(await headHunter.publish('ACCESS', 'abc')).toMatchObject({
      ok: false,
      answerLost: true,
      diagnostic: { reason: 'too_early' },
    })
  })

  test('accepts a 204 with any content type', async () => {
    const { headHunter } = await clientFor([{ status: 204, headers: { 'content-type': 'text/html' } }])
    expect(await headHunter.publish('ACCESS', 'abc')).toEqual({ ok: true })
  })

  test('reports a page as no touch', async () => {
    const { headHunter } = await clientFor([HTML])
    expect(await headHunter.publish('ACCESS', 'abc')).toMatchObject({
      ok: false,
      diagnostic: { reason: 'answer_not_json' },
    })
  })
})

describe('me', () => {
  test.each([
    [{ is_applicant: true, auth_type: 'applicant' }, true],
    [{ is_applicant: false, auth_type: 'employer' }, false],
    [{ auth_type: 'applicant' }, true],
    [{ is_applicant: null, auth_type: 'application' }, false],
  ])('%j', async (body, isApplicant) => {
    const { headHunter } = await clientFor([json(body)])
    expect(await headHunter.me('ACCESS')).toEqual({ ok: true, value: { isApplicant } })
  })

  test.each(['OK', '', '{"is_applicant":tr'])('reports an answer that is not JSON: %j', async (body) => {
    const { headHunter } = await clientFor([{ status: 200, body }])
    expect(await headHunter.me('ACCESS')).toEqual({
      ok: false,
      diagnostic: { reason: 'answer_not_json', details: { status: 200 } },
    })
  })

  test('reports an answer without the fields', async () => {
    const { headHunter } = await clientFor([json({ first_name: 'Анна' }, 200, { 'x-request-id': 'r1' })])
    expect(await headHunter.me('ACCESS')).toEqual({
      ok: false,
      diagnostic: { reason: 'answer_unexpected', details: { status: 200 }, requestId: 'r1' },
    })
  })
})

describe('resumes', () => {
  test('needs only the fields that are used', async () => {
    const { headHunter } = await clientFor([json({ items: [ITEM] })])
    expect(await headHunter.resumes('ACCESS')).toEqual({
      ok: true,
      value: { resumes: [PLAIN], serverTime: NOW },
    })
  })

  test.each([
    [{ title: 'Инженер' }, { title: 'Инженер' }],
    [{ title: null }, { title: '' }],
    [{ title: ' a\r\n::error::b\u0007 c ' }, { title: 'a ::error::b c' }],
    [{ title: 'я'.repeat(600) }, { title: 'я'.repeat(500) }],
    [{ status: { id: 'published', name: 'x' } }, { status: 'published' }],
    [{ status: { id: 'not_published' } }, { status: 'not_published' }],
    [{ status: { id: 'blocked' } }, { status: 'blocked' }],
    [{ status: { id: 'on_moderation' } }, { status: 'on_moderation' }],
    [{ status: { id: 'archived' } }, { status: 'unknown' }],
    [{ status: null }, { status: 'unknown' }],
    [{ status: { id: 'published' }, blocked: true }, { status: 'blocked' }],
    [{ status: { id: 'published' }, blocked: null }, { status: 'published' }],
    [{ next_publish_at: '2026-01-05T15:00:00+0300' }, { nextTouchAt: Date.UTC(2026, 0, 5, 12) }],
    [{ next_publish_at: null }, { nextTouchAt: undefined }],
    [{ next_publish_at: 'soon' }, { nextTouchAt: undefined }],
    [
      { total_views: 12, new_views: 3 },
      { views: 12, newViews: 3 },
    ],
    [
      { total_views: -1, new_views: 'many' },
      { views: 0, newViews: 0 },
    ],
    [{ alternate_url: 'https://hh.ru/resume/abc1' }, { url: 'https://hh.ru/resume/abc1' }],
    [{ alternate_url: 'http://hh.ru/resume/abc1' }, { url: undefined }],
    [{ alternate_url: 'javascript:alert(1)' }, { url: undefined }],
    [{ alternate_url: 'https://hh.ru/resume/a)[b](https://x' }, { url: undefined }],
    [{ alternate_url: 'https://me@hh.ru/resume/a' }, { url: undefined }],
    [{ unknown: { field: 1 } }, {}],
    [{ updated_at: null }, { updatedAt: undefined }],
    [{ updated_at: undefined }, { updatedAt: undefined }],
    [{ updated_at: 'yesterday' }, { updatedAt: undefined }],
    [{ id: 123 }, { id: '123' }],
    [{ status: 'published' }, { status: 'unknown' }],
  ])('%j', async (more, expected) => {
    const { headHunter } = await clientFor([json({ items: [{ ...ITEM, ...more }], pages: 1 })])
    expect(await headHunter.resumes('ACCESS')).toMatchObject({
      value: { resumes: [{ ...PLAIN, ...expected }] },
    })
  })

  test.each<[string, unknown]>([
    ['is null', null],
    ['is a list', [ITEM]],
    ['has no id', { ...ITEM, id: undefined }],
    ['has an odd id', { ...ITEM, id: '../me' }],
  ])('skips an item that %s', async (_, item) => {
    const { headHunter } = await clientFor([json({ items: [item, ITEM] })])
    expect(await headHunter.resumes('ACCESS')).toMatchObject({ value: { resumes: [PLAIN] } })
  })

  test.each([
    ['no items', { found: 0 }],
    ['items of another kind', { items: {} }],
    ['only an item that is null', { items: [null] }],
    ['no id', { items: [{ updated_at: ITEM.updated_at }] }],
    ['an odd id', { items: [{ ...ITEM, id: '../me' }] }],
    ['endless pages', { items: [], pages: 51 }],
  ])('reports %s as unexpected', async (_, body) => {
    const { headHunter } = await clientFor([json(body)])
    expect(await headHunter.resumes('ACCESS')).toMatchObject({ diagnostic: { reason: 'answer_unexpected' } })
  })

  test('reads the number of pages from a string', async () => {
    const page = (id: string) => json({ items: [{ ...ITEM, id }], pages: '2' })
    const { headHunter } = await clientFor([page('a1'), page('a2')])
    expect(await headHunter.resumes('ACCESS')).toMatchObject({
      value: { resumes: [{ id: 'a1' }, { id: 'a2' }] },
    })
  })

  test('uses the local time without a Date header', async () => {
    const { headHunter } = await clientFor([json({ items: [] }, 200, { date: 'now' })])
    expect(await headHunter.resumes('ACCESS')).toMatchObject({ value: { serverTime: NOW } })
  })

  test('all pages are read, and what comes twice counts once', async () => {
    const page = (id: string, at = NOW) =>
      json({ items: [{ ...ITEM, id }], pages: 3 }, 200, { date: new Date(at).toUTCString() })
    const { headHunter, server } = await clientFor([page('a'), page('b'), page('b', NOW + 2_000)])
    const list = await headHunter.resumes('ACCESS')
    expect(server.requests.map(({ query }) => query.page)).toEqual([undefined, '1', '2'])
    expect(list).toMatchObject({ value: { resumes: [{ id: 'a' }, { id: 'b' }], serverTime: NOW + 2_000 } })
  })

  test('a page that can’t be read is a list that can’t be read', async () => {
    const { headHunter } = await clientFor([
      json({ items: [ITEM], pages: 2 }),
      json({ errors: [{ type: 'forbidden' }] }, 403),
    ])
    expect(await headHunter.resumes('ACCESS')).toMatchObject({
      ok: false,
      diagnostic: { reason: 'forbidden' },
    })
  })
})

describe('readiness', () => {
  test('names what is missing, and the moderator’s notes', async () => {
    const { headHunter, server } = await clientFor([
      json({
        progress: {
          percentage: 42,
          mandatory: [{ id: 'area', name: 'Город\nпроживания' }, { id: 'x' }, null],
        },
        moderation_note: [{ id: 'bad', name: 'Небрежно.' }],
      }),
    ])
    expect(await headHunter.readiness('ACCESS', 'abc1')).toEqual({
      ok: true,
      value: { missing: ['Город проживания'], notes: ['Небрежно.'] },
    })
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/resumes/abc1/status' })
  })

  test('nothing is missing where nothing is said', async () => {
    const { headHunter } = await clientFor([json({})])
    expect(await headHunter.readiness('ACCESS', 'abc1')).toEqual({
      ok: true,
      value: { missing: [], notes: [] },
    })
  })

  test('a refusal is reported', async () => {
    const { headHunter } = await clientFor([json({ errors: [{ type: 'not_found' }] }, 404)])
    expect(await headHunter.readiness('ACCESS', 'abc1')).toMatchObject({
      diagnostic: { reason: 'not_found' },
    })
  })
})

test.each([
  ['2015-05-10T04:00:00+0300', Date.UTC(2015, 4, 10, 1)],
  ['2015-05-10T04:00:00+03:00', Date.UTC(2015, 4, 10, 1)],
  ['2015-05-10T04:00:00-0330', Date.UTC(2015, 4, 10, 7, 30)],
  ['2015-05-10T04:00:00+0000', Date.UTC(2015, 4, 10, 4)],
  ['2015-05-10T04:00:00Z', Date.UTC(2015, 4, 10, 4)],
  ['2015-05-10T04:00:00.250+0300', Date.UTC(2015, 4, 10, 1)],
  ['2015-05-10T04:00:00.250000Z', Date.UTC(2015, 4, 10, 4)],
  ['2015-05-10T04:00:00', undefined],
  ['2015-05-10', undefined],
  ['2015-13-10T04:00:00+0300', undefined],
  ['2015-05-10T25:00:00+0300', undefined],
  ['2015-05-10T04:00:00+0300 ', undefined],
  ['10 May 2015', undefined],
  ['', undefined],
])('the moment %j', (value, at) => {
  expect(parseMoment(value)).toBe(at)
})

test.each([
  ['  a \t b\r\n', 'a b'],
  ['a\u0000\u001b[31mb', 'a [31mb'],
  ['Ведущий 👩🏽‍💻 <b>', 'Ведущий 👩🏽‍💻 <b>'],
])('%j on one line', (value, line) => {
  expect(oneLine(value)).toBe(line)
})
