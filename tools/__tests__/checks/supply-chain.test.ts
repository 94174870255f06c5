import { describe, expect, test } from '@jest/globals'
import { checkSupplyChain } from '../../checks/supply-chain.mjs'
import { projectOf } from './folder.js'

const LICENSES =
  '@a/core 1.0.0\nMIT\n\nThe MIT License\nVersion 2.0.0\nas is\n\nundici 6.0.0-rc.1\nISC\n\nISC License\n'

type Package = {
  license?: string
  dev?: boolean
  devOptional?: boolean
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}

function check({
  packages = {},
  licenses = LICENSES,
}: {
  packages?: Record<string, Package>
  licenses?: string
}) {
  const lock = {
    '': { license: 'GPL-3.0' },
    'node_modules/@a/core': { license: 'MIT', dev: true },
    'node_modules/@a/core/node_modules/undici': { license: 'ISC', dev: true },
    'node_modules/esbuild': { license: 'MIT', dev: true, hasInstallScript: true },
    ...packages,
  }
  return checkSupplyChain(
    projectOf({
      'package-lock.json': JSON.stringify({ packages: lock }),
      'dist/licenses.txt': licenses,
      'dist/cli/licenses.txt': LICENSES,
    }),
  )
}

describe('what is shipped', () => {
  test('passes with free licenses and no scripts, whatever development needs', () => {
    const development = { license: 'GPL-3.0', hasInstallScript: true }
    const packages = {
      'node_modules/x': { ...development, dev: true },
      'node_modules/y': { ...development, devOptional: true },
    }
    expect(check({ packages })).toEqual([])
  })

  test.each([
    [{ license: 'MIT' }, 'node_modules/x: users would install it; what ships is bundled'],
    [
      { dev: true, optionalDependencies: { undici: '6', '@a/core': '1', 'x-darwin': '2.0.0' } },
      'node_modules/x: undici@6 is not locked',
      'node_modules/x: x-darwin@2.0.0 is not locked',
    ],
  ])('fails with a package of %j', (it, ...messages) => {
    expect(check({ packages: { 'node_modules/x': it } })).toEqual(
      messages.map((message) => ({ file: 'package-lock.json', message })),
    )
  })

  test.each([
    ['an unfree license', LICENSES.replace('ISC', 'AGPL-3.0'), 'undici: license AGPL-3.0 is not on our list'],
    [
      'an unknown license',
      LICENSES.replace('ISC', 'SOMETHING'),
      'undici: license SOMETHING is not on our list',
    ],
    [
      'an install script',
      LICENSES.replace('undici', 'esbuild').replace('ISC', 'MIT'),
      'esbuild runs a script when it is installed',
    ],
  ])('fails with a bundle that holds a package with %s', (_, licenses, message) => {
    expect(check({ licenses })).toEqual([{ file: 'dist/licenses.txt', line: 8, message }])
  })

  test('fails without a bundle', () => {
    const project = projectOf({ 'package-lock.json': '{"packages":{}}', 'dist/licenses.txt': '' })

    expect(checkSupplyChain(project)).toEqual([
      { file: 'dist/cli/licenses.txt', message: 'missing: run `npm run build`' },
    ])
  })
})
