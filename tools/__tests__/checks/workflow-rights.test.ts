import { describe, expect, test } from '@jest/globals'
import { checkWorkflowRights } from '../../checks/workflow-rights.mjs'
import { projectOf } from './folder.js'

const OURS = `permissions: {}
jobs:
  test:
    timeout-minutes: 5
    permissions:
      contents: write
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
  reused:
    uses: ./.github/workflows/test.yml
`

const SHOWN = `permissions: {}
concurrency:
  group: touch
  cancel-in-progress: false
jobs:
  touch:
    timeout-minutes: 5
    steps:
      - uses: a/hh-resume-touch@v1
`

describe('our workflows', () => {
  const check = (text: string) => checkWorkflowRights(projectOf({ '.github/workflows/test.yml': text }))

  test.each([
    ['no rights at the top', OURS],
    [
      'reading rights at the top',
      OURS.replace('permissions: {}', 'permissions: { contents: read, packages: none }'),
    ],
  ])('pass with %s', (_, text) => {
    expect(check(text)).toEqual([])
  })

  test.each([
    [
      'writing rights at the top',
      'permissions: {}',
      'permissions: { contents: write }',
      'at the top, `permissions` must be {} or only read',
    ],
    [
      'all rights at the top',
      'permissions: {}',
      'permissions: read-all',
      'at the top, `permissions` must be {} or only read',
    ],
    ['no word on rights', 'permissions: {}', '', 'at the top, `permissions` must be {} or only read'],
    ['no end', '    timeout-minutes: 5\n', '', 'job test has no timeout-minutes'],
    [
      'credentials left behind',
      'persist-credentials: false',
      'fetch-depth: 0',
      'job test: checkout without persist-credentials: false',
    ],
  ])('fail with %s', (_, from, to, message) => {
    expect(check(OURS.replace(from, to))).toEqual([{ file: '.github/workflows/test.yml', message }])
  })
})

describe('workflows shown to be copied', () => {
  const check = (text: string) =>
    checkWorkflowRights(projectOf({ 'README.md': `# Use\n\n\`\`\`yaml\n${text}\`\`\`\n` }))

  test.each([
    ['a queue', SHOWN],
    [
      'a queue of the job',
      SHOWN.replace(/concurrency:.*?false\n/s, '').replace('steps:', 'concurrency: x\n    steps:'),
    ],
    ['nothing of ours', 'jobs:\n  a:\n    steps: [{ run: ls }]\n'],
    ['broken YAML, which another check reports', 'jobs: [\n'],
    ['no content', '# nothing\n'],
  ])('pass with %s', (_, text) => {
    expect(check(text)).toEqual([])
  })

  test.each([
    ['no queue', /concurrency:.*?false\n/s, '', 'job touch has no concurrency group'],
    [
      'runs that are cancelled',
      'progress: false',
      'progress: true',
      'job touch: cancel-in-progress may lose the token pair',
    ],
    ['no word on rights', 'permissions: {}', '', 'at the top, `permissions` must be {} or only read'],
    ['no end', '    timeout-minutes: 5\n', '', 'job touch has no timeout-minutes'],
  ])('fail with %s', (_, from, to, message) => {
    expect(check(SHOWN.replace(from, to))).toEqual([{ file: 'README.md', line: 4, message }])
  })
})
