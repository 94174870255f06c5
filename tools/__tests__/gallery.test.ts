import { beforeAll, describe, expect, test } from '@jest/globals'
import widthOf from 'fast-string-width'
import { SCENARIOS } from '../../__tests__/scenarios/table.js'
import { secretsOf } from '../../__tests__/support/action.js'
import { personalStrings } from '../../sandbox/headhunter/item.js'
import { EXTRAS } from '../gallery/extras.js'
import { exhibitsOf, type Performance, performAll } from '../gallery/gallery.js'
import { renderMarkdown } from '../gallery/markdown.js'
import { galleryPage } from '../gallery/page.js'

let performances: Performance[]
let page: string
beforeAll(async () => {
  performances = await performAll()
  page = galleryPage(exhibitsOf(performances))
})

/** The public output of a run in a public repository: everything except the message. */
const publicOf = ({ shown: { log, summary, outputs } }: Performance) =>
  [...log.map(({ title = '', text }) => `${title} ${text}`), summary, JSON.stringify(outputs)].join('\n')

describe('the gallery', () => {
  test('shows each diagnostic and each extra in both languages, ended as it should', () => {
    const names = [...Object.keys(EXTRAS), ...Object.keys(SCENARIOS)]
    expect(performances).toHaveLength(2 * names.length)
    for (const name of names) expect(page).toContain(`<h1>${name}</h1>`)
    const endings = performances.map(({ name, shown }) => [name, shown.ending])
    expect(endings).toEqual(performances.map(({ name, scenario }) => [name, scenario.ends]))
  })

  test('each diagnostic is what its run came to', () => {
    for (const reason of Object.keys(SCENARIOS)) {
      const runs = performances.filter(({ name }) => name === reason)
      expect(runs).toHaveLength(2)
      // Whoever wants to know more is led to its section; a resume that is simply touched needs none.
      for (const { shown } of runs) {
        expect(shown.summary).toContain(reason === 'touched' ? '| ✅' : `#${reason})`)
        expect(Object.values(shown.outputs)).toHaveLength(7)
      }
    }
  })

  test('each red run says what happened and what to do, also in Telegram if possible', () => {
    for (const { name, scenario, shown } of performances) {
      const errors = shown.log.filter(({ kind }) => kind === 'error')
      expect([name, errors.length > 0]).toEqual([name, scenario.ends !== 'green'])
      if (name.startsWith('telegram_')) expect([name, shown.message]).toEqual([name, undefined])
    }
    const withMessage = performances.filter(({ shown }) => shown.message !== undefined)
    expect(withMessage.length).toBeGreaterThan(performances.length / 2)
  })

  test('a red message is under 600 characters, a line of the terminal within 80 columns', () => {
    for (const { name, shown, terminal } of performances) {
      const length = shown.ending === 'red' ? (shown.message?.text.length ?? 0) : 0
      expect([name, length < 600]).toEqual([name, true])
      // An address stays whole, so that it can be clicked.
      const tooLong = (terminal ?? '')
        .split('\n')
        .filter((line) => widthOf(line) > 80 && !line.includes('://'))
      expect([name, tooLong]).toEqual([name, []])
    }
  })

  test('says times in one zone, and no year that is this one', () => {
    for (const { name, shown, terminal = '' } of performances) {
      const text = [shown.summary, shown.message?.text, terminal, ...shown.log.map((line) => line.text)].join(
        '\n',
      )
      const withoutDateOfClosing = text.replaceAll(/2025-12-15|15 декабря 2025|15\.12\.2025/g, '')
      expect([name, withoutDateOfClosing.match(/UTC|МСК|in Moscow|по Москве|\b2026\b/)?.[0]]).toEqual([
        name,
        undefined,
      ])
    }
  })

  test('holds no secret and nothing of the person', () => {
    for (const { world } of performances) {
      for (const secret of secretsOf(world.sandbox)) expect(page.includes(secret)).toBe(false)
    }
    for (const text of personalStrings) expect(page).not.toContain(text)
  })

  test('shows no title and no full id in public', () => {
    const hidden = performances.filter((performance) => performance.hidden)
    expect(hidden.length).toBeGreaterThan(200)
    for (const performance of hidden) {
      const text = publicOf(performance)
      for (const { id, title } of performance.world.resumes) {
        expect(text).not.toContain(id)
        // One that other words hold by chance would prove nothing.
        if (title !== null) expect(text).not.toContain(title)
      }
    }
  })

  test('someone else’s title becomes no markup', () => {
    const summaries = performances
      .filter(({ name }) => name.startsWith('ten resumes'))
      .map(({ shown }) => renderMarkdown(shown.summary))
    expect(summaries).toHaveLength(2)
    for (const html of summaries) {
      expect(html).toContain('&lt;b&gt;Sales&lt;/b&gt; manager &amp; &quot;closer&quot;')
      expect(html).toContain('**Bold** _claims_ `code` [link](https://example.com) #1 @hh $100 ~~no~~')
      expect(html).not.toMatch(/<(img|b|em|del)\b/)
      expect(html.match(/<tr>/g)).toHaveLength(11)
      for (const row of html.match(/<tr>[\s\S]*?<\/tr>/g) ?? []) expect(row.match(/<t[dh]/g)).toHaveLength(3)
    }
  })

  test('an alert is shown as one, and raw HTML of ours is let through', () => {
    const html = renderMarkdown('> [!WARNING]\n> **Do**\n>\n> - a <sub>b</sub>\n\n| x |\n| - |\n| y |\n')
    expect(html).toMatch(/^<div class="markdown-alert markdown-alert-warning">.*Warning<\/p><p><strong>Do/)
    expect(html).toContain('<sub>b</sub>')
    expect(html).toContain('<td>y</td>')
  })
})
