import { describe, expect, test } from '@jest/globals'
import { releaseNotes } from '../../release/release-notes.mjs'
import { ourselves } from './folder.js'

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.1.0] - 2027-01-05

### Added

- More.

## [1.0.0] - 2026-11-24

First.

[1.1.0]: https://example.com/compare/v1.0.0...v1.1.0
[1.0.0]: https://example.com/releases/v1.0.0
`

describe('release notes', () => {
  test.each([
    ['1.1.0', '### Added\n\n- More.'],
    ['1.0.0', 'First.'],
    ['1.0', undefined],
    ['2.0.0', undefined],
    ['Unreleased', undefined],
  ])('of %s', (version, notes) => {
    expect(releaseNotes(CHANGELOG, version)).toBe(notes)
  })

  test('exist for the version that package.json names', () => {
    const project = ourselves()

    expect(releaseNotes(project.read('CHANGELOG.md'), project.json('package.json').version)).toMatch(/\w/)
  })
})
