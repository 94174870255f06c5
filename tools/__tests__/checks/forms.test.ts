import { describe, expect, test } from '@jest/globals'
import { checkForms } from '../../checks/forms.mjs'
import { projectOf } from './folder.js'

const FORM = `name: Bug
description: Tell.
body:
  - type: markdown
    attributes: { value: Hello. }
  - type: input
    id: reason
    attributes: { label: Reason }
    validations: { required: true }
`

const check = (text: string) =>
  checkForms(
    projectOf({ '.github/ISSUE_TEMPLATE/bug.yml': text, '.github/ISSUE_TEMPLATE/config.yml': 'a: 1' }),
  )

describe('an issue form', () => {
  test('passes when GitHub would show it', () => {
    expect(check(FORM)).toEqual([])
  })

  test.each([
    ['description: Tell.\n', '', 'no description'],
    ['type: input', 'type: text', 'reason: there is no type text'],
    ['label: Reason', 'labels: Reason, label: x', 'reason: labels is unknown'],
    ['{ label: Reason }', '{ description: Reason }', 'reason: no label'],
    ['id: reason', 'id: the reason', 'the reason: an id is letters, digits, - and _'],
    ['type: markdown', 'type: textarea\n    id: reason', 'id reason is not unique'],
    [/ {2}- type: input.*/s, '', 'it asks nothing'],
    [/.*/s, '', 'no body'],
  ])('fails when %s is turned into %j', (from, to, message) => {
    expect(check(FORM.replace(from, to))).toContainEqual({ file: '.github/ISSUE_TEMPLATE/bug.yml', message })
  })
})
