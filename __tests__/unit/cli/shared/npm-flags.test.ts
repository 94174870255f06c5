import { expect, test } from '@jest/globals'
import { Option } from 'commander'
import { optionsLostToNpm } from '../../../../src/cli/shared/npm-flags.js'

const DRY_RUN = [new Option('--dry-run')]

test('an option that npm took is lost, also where npm has no file of its own', () => {
  const env = { npm_command: 'start', npm_config_dry_run: 'true', npm_config_userconfig: '/nowhere/.npmrc' }
  expect(optionsLostToNpm(['touch'], DRY_RUN, env)).toEqual([
    { flag: '--dry-run', takesValue: false, value: undefined },
  ])
})

test('npx passes all options on', () => {
  const env = { npm_command: 'exec', npm_config_dry_run: 'true' }
  expect(optionsLostToNpm(['touch'], DRY_RUN, env)).toEqual([])
})
