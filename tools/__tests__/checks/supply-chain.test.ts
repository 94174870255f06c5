import { describe, expect, test } from '@jest/globals'
import { checkSupplyChain } from '../../checks/supply-chain.mjs'
import { projectOf } from './folder.js'

const LICENCES =
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
  licenses = LICENCES,
}: {
  packages?: Record<string, Package>
  licenses?: string
}) {
  const lock = {
    '': { license: 'GPL-3.0' },
    'node_modules/@a/core': { license: 'MIT', dev: true },
    'node_modules/@a/core/node_modules/undici': { license: 'ISC', dev: true },
    'node_modules/scripted': { license: 'MIT', dev: true, hasInstallScript: true },
    'node_modules/jest': { license: 'MIT', dev: true },
    ...packages,
  }
  return checkSupplyChain(
    projectOf({
      'package-lock.json': JSON.stringify({ packages: lock }),
      'dist/licenses.txt': licenses,
      'dist/cli/licenses.txt': LICENCES,
    }),
  )
}

describe('what is shipped', () => {
  test('passes with free licenses and no scripts, ignoring development packages', () => {
    const development = { license: 'GPL-3.0', hasInstallScript: true }
    const packages = {
      'node_modules/x': { ...development, dev: true },
      'node_modules/y': { ...development, devOptional: true },
    }
    expect(check({ packages })).toEqual([])
  })

  test('fails with a package that would be installed', () => {
    expect(check({ packages: { 'node_modules/x': { license: 'MIT' } } })).toEqual([
      { file: 'package-lock.json', message: 'node_modules/x would be installed: the bundles carry all' },
    ])
  })

  test('fails with a package for another platform that is not locked', () => {
    const optionalDependencies = { undici: '6', '@a/core': '1', 'x-darwin': '2.0.0' }
    expect(check({ packages: { 'node_modules/x': { dev: true, optionalDependencies } } })).toEqual(
      ['undici@6', 'x-darwin@2.0.0'].map((it) => ({
        file: 'package-lock.json',
        message: `node_modules/x: ${it} is not locked`,
      })),
    )
  })

  test.each([
    [
      'a license of another kind',
      LICENCES.replace('ISC', 'AGPL-3.0'),
      'undici: license AGPL-3.0 is not on our list',
    ],
    [
      'an install script',
      LICENCES.replace('undici', 'scripted'),
      'scripted runs a script when it is installed',
    ],
  ])('fails with a bundle that holds %s', (_, licenses, message) => {
    expect(check({ licenses })).toEqual([{ file: 'dist/licenses.txt', line: 8, message }])
  })

  test('fails without a bundle', () => {
    const project = projectOf({ 'package-lock.json': '{"packages":{}}', 'dist/licenses.txt': '' })

    expect(checkSupplyChain(project)).toEqual([
      { file: 'dist/cli/licenses.txt', message: 'missing: run `npm run build`' },
    ])
  })
})
