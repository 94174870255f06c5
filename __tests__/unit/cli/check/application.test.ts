import { expect, test } from '@jest/globals'
import { createMemoryStore } from '../../../../src/cli/check/application.js'

const PAIR = { accessToken: 'A1', refreshToken: 'R1', expiresAt: 0 }
const POLICY = { budgetMs: 0, signal: new AbortController().signal }

test('a pair that is only looked at stays in memory', async () => {
  const store = createMemoryStore()
  expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
  expect([await store.current(), store.kept]).toEqual([undefined, undefined])

  const lock = await store.acquire('refresh')
  expect(await store.stage(PAIR, POLICY)).toEqual({ ok: true })
  expect(await store.current()).toEqual({ accessToken: 'A1', refreshToken: 'R1' })
  expect(await store.finalize({ ...PAIR, accessToken: 'A2' }, POLICY)).toEqual({ ok: true })
  if (lock.ok) await lock.release()
  expect(store.kept).toEqual({ accessToken: 'A2', refreshToken: 'R1' })

  await store.saveAccessToken('A3', POLICY)
  expect(store.kept).toEqual({ accessToken: 'A3', refreshToken: undefined })
})

test('that no other process can see', async () => {
  const store = createMemoryStore()
  expect(await store.lastWrite()).toMatchObject({ known: false })
  expect(await store.queuedAt()).toBeUndefined()
  expect(await store.checkHealth()).toMatchObject({ saving: 'verified', diagnostics: [] })
})
