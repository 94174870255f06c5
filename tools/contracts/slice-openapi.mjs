// What the two slicers share: some operations of an OpenAPI 3.0 description, with all that they refer to and no prose.

const PROSE = new Set(['description', 'summary', 'title', 'example', 'examples', 'tags', 'externalDocs'])
const ELSEWHERE = new Set([
  'operationId',
  'deprecated',
  'headers',
  'x-github',
  'x-octokit',
  'servers',
  'default',
])

/**
 * @param {object} description an OpenAPI 3.0 document
 * @param {string[]} operations such as `GET /me`
 */
export function sliceOf(description, operations) {
  const paths = {}
  for (const operation of operations) {
    const [verb, path] = operation.split(' ')
    const method = verb.toLowerCase()
    const found = description.paths[path]?.[method]
    if (found === undefined) throw new Error(`not described: ${operation}`)
    paths[path] = { ...paths[path], [method]: bare(found) }
  }
  return { openapi: description.openapi, paths, components: componentsOf(description, paths) }
}

/** One line for each operation and component: a change of the description reads well in a diff. */
export function linesOf({ origin, openapi, paths, components }) {
  const section = (entries, indent) =>
    Object.entries(entries)
      .map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n')
  const kinds = Object.entries(components)
    .map(([kind, entries]) => `    ${JSON.stringify(kind)}: {\n${section(entries, '      ')}\n    }`)
    .join(',\n')
  const head = section({ 'x-origin': origin, openapi }, '  ')
  return `{\n${head},\n  "paths": {\n${section(paths, '    ')}\n  },\n  "components": {\n${kinds}\n  }\n}\n`
}

/** Everything that is referred to, from the paths on and then from what was found. */
function componentsOf(description, paths) {
  const components = {}
  const queue = referencesIn(paths)
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [, , kind, name] = next.split('/')
    if (components[kind]?.[name] !== undefined) continue
    const found = bare(description.components[kind][name])
    components[kind] = { ...components[kind], [name]: found }
    queue.push(...referencesIn(found))
  }
  return Object.fromEntries(
    Object.entries(components).map(([kind, entries]) => [
      kind,
      Object.fromEntries(Object.entries(entries).sort()),
    ]),
  )
}

function referencesIn(node) {
  return [...JSON.stringify(node).matchAll(/"(#\/components\/[^"]+)"/g)].map(([, reference]) => reference)
}

/** `named`: the keys are names of properties, which may be called `title` or `description` themselves. */
function bare(node, named = false) {
  if (Array.isArray(node)) return node.map((entry) => bare(entry))
  if (node === null || typeof node !== 'object') return node
  const kept = Object.entries(node).filter(([key]) => named || !(PROSE.has(key) || ELSEWHERE.has(key)))
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value, key === 'properties' && !named)]))
}
