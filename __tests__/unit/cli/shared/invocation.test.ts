import { join, sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { invocationFor, startedBy } from '../../../../src/cli/shared/invocation.js'

describe('how the command was started', () => {
  const cwd = join(sep, 'home', 'me', 'clone')
  const script = join(cwd, 'dist', 'cli', 'index.js')
  test.each([
    [{ npm_lifecycle_event: 'start' }, script, 'npm start --'],
    [{}, script, `node ${join('dist', 'cli', 'index.js')}`],
    [{ npm_lifecycle_event: 'touch' }, join(sep, 'home', 'me', 'a b.js'), `node "${join('..', 'a b.js')}"`],
    [{}, join(sep, 'usr', 'bin', 'hh-resume-touch'), 'hh-resume-touch'],
    [
      { npm_command: 'exec' },
      join(sep, 'cache', 'node_modules', '.bin', 'hh-resume-touch'),
      'npx hh-resume-touch',
    ],
    [
      { npm_lifecycle_event: 'start' },
      join(cwd, 'node_modules', 'hh-resume-touch', 'x.js'),
      'hh-resume-touch',
    ],
  ])('%j %s: %s', (env, script, program) => expect(startedBy({ env, script, cwd })).toBe(program))

  test.each([
    ['npm start --', {}, '', 'npm start'],
    ['npm start --', {}, 'login', 'npm start -- login'],
    ['npm start --', { language: 'ru' }, '', 'npm start -- --language ru'],
    ['hh-resume-touch', { language: 'ru' }, 'touch --watch', 'hh-resume-touch touch --watch --language ru'],
    ['node cli.js', { envFile: 'x' }, 'login', 'node cli.js login --settings x'],
    ['node cli.js', {}, 'login', 'node cli.js login'],
  ])('%s, %j, %s: %s', (program, kept, words, command) => {
    expect(invocationFor(program, { envFile: undefined, language: undefined, ...kept })(words)).toBe(command)
  })
})
