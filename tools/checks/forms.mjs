// @ts-check
// Issue forms are valid: GitHub silently ignores an invalid one.
import { parse } from 'yaml'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */
/** @typedef {{ type?: string, id?: string, attributes?: Record<string, unknown>, validations?: Record<string, unknown> }} Element */

/** What each element must have and may have; from GitHub's "Syntax for GitHub's form schema". */
const ELEMENTS = /** @type {Record<string, { must: string[], may: string[] }>} */ ({
  markdown: { must: ['value'], may: [] },
  input: { must: ['label'], may: ['description', 'placeholder', 'value'] },
  textarea: { must: ['label'], may: ['description', 'placeholder', 'value', 'render'] },
  dropdown: { must: ['label', 'options'], may: ['description', 'multiple', 'default'] },
  checkboxes: { must: ['label', 'options'], may: ['description'] },
})

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkForms(project) {
  return project.list('.github/ISSUE_TEMPLATE', /^(?!config\.).*\.ya?ml$/).flatMap((file) => {
    /** @type {{ name?: string, description?: string, body?: Element[] }} */
    const form = parse(project.read(file)) ?? {}
    const missing = ['name', 'description', 'body'].filter((key) => !(key in form))
    const body = form.body ?? []
    const ids = body.flatMap(({ id }) => (id === undefined ? [] : [id]))
    return [
      ...missing.map((key) => `no ${key}`),
      ...body.flatMap(problems),
      ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id ${id} is not unique`),
      ...(body.length > 0 && body.every(({ type }) => type === 'markdown') ? ['it asks nothing'] : []),
    ].map((message) => ({ file, message }))
  })
}

/**
 * @param {Element} element
 * @param {number} index
 */
function problems({ type = '', id, attributes = {} }, index) {
  const place = id ?? `element ${index + 1}`
  const kind = ELEMENTS[type]
  if (!kind) return [`${place}: there is no type ${type}`]
  const keys = Object.keys(attributes)
  return [
    ...(id === undefined || /^[\w-]+$/.test(id) ? [] : [`${place}: an id is letters, digits, - and _`]),
    ...kind.must.filter((key) => !keys.includes(key)).map((key) => `${place}: no ${key}`),
    ...keys
      .filter((key) => ![...kind.must, ...kind.may].includes(key))
      .map((key) => `${place}: ${key} is unknown`),
  ]
}
