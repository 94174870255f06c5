import { expect, test } from '@jest/globals'
import { resultPage } from '../../../../src/cli/shared/page.js'

test('the browser’s page lets no markup in', () => {
  const page = resultPage({ language: 'en', ok: false, title: '<b>', text: '"&' })
  expect(page).toContain('<h1>&lt;b&gt;</h1>')
  expect(page).not.toMatch(/<script|https?:/)
})
