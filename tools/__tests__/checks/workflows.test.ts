import { describe, expect, test } from '@jest/globals'
import { checkWorkflows } from '../../checks/workflows.mjs'
import { projectOf } from './folder.js'

const ACTION = `name: hh-resume-touch
description: Touches.
inputs:
  client-id:
    description: Who.
    required: true
  host:
    description: Where.
    default: hh.ru
runs:
  using: node24
  main: dist/index.js
`

const workflow = (steps: string) => `on: push
jobs:
  touch:
    runs-on: ubuntu-latest
    steps:
${steps}`

const uses = (action: string, inputs: string) => `      - uses: ${action}
        with:
          ${inputs}
`

describe('a workflow in .github', () => {
  const check = (text: string) =>
    checkWorkflows(projectOf({ 'action.yml': ACTION, '.github/workflows/test.yml': text }))

  test('passes when GitHub would run it', async () => {
    expect(await check(workflow(uses('./', 'client-id: me')))).toEqual([])
  })

  test.each([
    {
      name: 'an unknown key',
      text: `${workflow('      - run: ls')}\nshedule: daily\n`,
      line: 7,
      says: 'shedule',
    },
    {
      name: 'an unknown input of our action, by name',
      text: workflow(uses('someone/hh-resume-touch@v1', '{ client-id: me, hots: hh.kz }')),
      line: 8,
      says: "Invalid action input 'hots'",
    },
    {
      name: 'a missing input of our action, by path',
      text: workflow(uses('./ # this commit', 'host: hh.kz')),
      line: 7,
      says: 'Missing required input `client-id`',
    },
    {
      name: 'an expression that GitHub does not understand',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression
      text: workflow('      - run: echo ${{ secret.X }}'),
      line: 6,
      says: 'secret',
    },
    { name: 'broken YAML', text: 'on: [push\njobs: {}\n', line: 1, says: 'Flow sequence' },
  ])('fails with $name', async ({ text, line, says }) => {
    expect(await check(text)).toContainEqual({
      file: '.github/workflows/test.yml',
      line,
      message: expect.stringContaining(says),
    })
  })

  test('accepts third-party actions unchanged', async () => {
    expect(await check(workflow(uses('actions/checkout@v7', 'anything: goes')))).toEqual([])
  })
})

describe('YAML in a document', () => {
  const check = (yaml: string) =>
    checkWorkflows(projectOf({ 'action.yml': ACTION, 'README.md': `# Use\n\n\`\`\`yaml\n${yaml}\n\`\`\`\n` }))

  test('is checked as a workflow when it is one', async () => {
    expect(await check(workflow(uses('a/hh-resume-touch@v1', 'client: me')))).toEqual([
      { file: 'README.md', line: 11, message: "Invalid action input 'client'" },
      { file: 'README.md', line: 10, message: 'Missing required input `client-id`' },
    ])
  })

  test('is checked within a job when it is a list of steps', async () => {
    expect(await check('- uses: a/hh-resume-touch@v1\n  with:\n    client-id: me\n    hots: hh.kz')).toEqual([
      { file: 'README.md', line: 7, message: "Invalid action input 'hots'" },
    ])
  })

  test('need only be YAML when it is a fragment', async () => {
    expect(await check('permissions: {}')).toEqual([])
    expect(await check('permissions: {')).toEqual([
      { file: 'README.md', line: 4, message: expect.stringContaining('Flow map') },
    ])
  })
})

test('action.yml is checked', async () => {
  const text = ACTION.replace('main: dist/index.js', 'mian: dist/index.js')

  expect(await checkWorkflows(projectOf({ 'action.yml': text }))).toContainEqual(
    expect.objectContaining({ file: 'action.yml', message: expect.stringContaining('mian') }),
  )
})
