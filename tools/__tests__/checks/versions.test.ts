import { describe, expect, test } from '@jest/globals'
import { checkVersions } from '../../checks/versions.mjs'
import { projectOf } from './folder.js'

const FILES: Record<string, string> = {
  'package.json': '{"name":"touch","version":"1.2.0","homepage":"https://example.com/me/touch"}',
  'package-lock.json': '{"version":"1.2.0"}',
  'src/domain/project.ts':
    "const NAME = 'touch'\nconst VERSION = '1.2.0'\nconst PROJECT_URL = 'https://example.com/me/touch'\n",
  'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-01\n\n## [1.1.0] - 2025-01-01\n',
}

describe('the version', () => {
  test('is the same everywhere', () => {
    expect(checkVersions(projectOf(FILES))).toEqual([])
  })

  test.each([
    ['package-lock.json', '1.2.0', '1.1.0', 'version is 1.1.0, package.json says 1.2.0'],
    ['src/domain/project.ts', '1.2.0', '1.3.0', 'VERSION is 1.3.0, package.json says 1.2.0'],
    ['src/domain/project.ts', 'VERSION', 'NUMBER', 'VERSION is missing, package.json says 1.2.0'],
    ['src/domain/project.ts', "'touch'", "'poke'", 'NAME is poke, package.json says touch'],
    [
      'src/domain/project.ts',
      '.com',
      '.org',
      'PROJECT_URL is https://example.org/me/touch, package.json says https://example.com/me/touch',
    ],
    ['CHANGELOG.md', '[1.2.0]', '[1.3.0]', 'the newest release is 1.3.0, package.json says 1.2.0'],
    ['CHANGELOG.md', /## .*/gs, '', 'the newest release is missing, package.json says 1.2.0'],
  ])('reports %s with %s changed to %s', (file, from, to, message) => {
    const text = FILES[file] ?? ''

    expect(checkVersions(projectOf({ ...FILES, [file]: text.replace(from, to) }))).toEqual([
      { file, message },
    ])
  })

  test('needs a changelog', () => {
    const { 'CHANGELOG.md': _, ...files } = FILES

    expect(checkVersions(projectOf(files))).toEqual([
      { file: 'CHANGELOG.md', message: 'the newest release is missing, package.json says 1.2.0' },
    ])
  })

  test.each([
    ['someone/touch@v1', ['someone/touch@v1 is not me/touch@v1']],
    ['me/touch@v2', ['me/touch@v2 is not me/touch@v1']],
    ['me/touch@main', ['me/touch@main is not me/touch@v1']],
    ['me/touch@v1', []],
    ['me/touch@v1.2.0', []],
    ['me/touch@3d3c42e5aac5ba805825da76410c181273ba90b1 # v1.2.0', []],
    ['me/touching@v3', []],
  ])('of this action in a document: %s', (use, messages) => {
    const diagnostics = checkVersions(projectOf({ ...FILES, 'README.md': `# Use\n\nuses: ${use}\n` }))

    expect(diagnostics).toEqual(messages.map((message) => ({ file: 'README.md', line: 3, message })))
  })
})
