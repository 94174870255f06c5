import { readFileSync } from 'node:fs'
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js'
import type { Answer, RecordedRequest } from '../../sandbox/exchange.js'
import { isObject, type Json, toJsonSchema } from './json-schema.js'

/** What is known of an API beyond its own description; `source` says from where. */
export interface Additions {
  parameters: (Parameter & ForOperations)[]
  responses: (AddedResponse & ForOperations)[]
  /** Schemas of the description that allow no other properties than they name, though they do not say so. */
  closed: string[]
  /** What may stand before a path, as a pattern; for an API that is not always at its server's root. */
  base: string
  /** Paths that belong to no API, such as pages for a browser, or that its description leaves out. */
  collaborators: (string | RegExp)[]
}

interface ForOperations {
  /** `GET /me`, as in the description; every operation when left out. */
  operations?: string[]
  /** Every operation but these. */
  except?: string[]
  source: string
}

interface Parameter {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: Json
}

/** `schema` undefined: no body. */
interface AddedResponse {
  status: number
  schema?: Json
}

/** Holds requests and answers to an API's description. Each violation is a sentence for a test's output. */
export interface Contract {
  ofRequest(request: RecordedRequest): string[]
  ofAnswer(request: RecordedRequest, answer: Answer): string[]
}

interface Operation {
  name: string
  matcher: RegExp
  /** The JSON pointer to it in the description. */
  pointer: string
  described: Json
  parameters: Parameter[]
}

/** The description's name among the schemas. */
const ROOT = 'description'

const FORMATS = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uri: (text: string) => URL.canParse(text),
  email: /^[^@\s]+@[^@\s]+$/,
  phone: /^\+?\d+$/,
  int64: true,
} as const

/** @param file a slice in this folder */
export const createContract = (file: string, additions: Additions): Contract => {
  const description = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
  const ajv = new Ajv2019({ strict: false, allErrors: true, coerceTypes: false, logger: false })
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format)
  ajv.addSchema(close(toJsonSchema(description) as Json, additions.closed), ROOT)
  const operations = operationsOf(description, additions)
  const compiled = new Map<string, ValidateFunction>()

  const check = (schema: Json, value: unknown, what: string): string[] => {
    const key = JSON.stringify(schema)
    const validate = compiled.get(key) ?? ajv.compile(schema)
    compiled.set(key, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }

  const operationOf = ({ method, path }: RecordedRequest) =>
    operations.find(({ name, matcher }) => name.startsWith(`${method} `) && matcher.test(path))

  const ofRequest = (request: RecordedRequest): string[] => {
    const operation = operationOf(request)
    if (operation === undefined) return ['no such operation']
    return [...parameterViolations(operation, request, check), ...bodyViolations(operation, request, check)]
  }

  const ofAnswer = (request: RecordedRequest, answer: Answer): string[] => {
    const operation = operationOf(request)
    if (operation === undefined) return []
    const { status } = answer
    const added = additions.responses.filter((entry) => entry.status === status && concerns(entry, operation))
    const schemas = [
      ...describedSchemas(operation, { status, description }),
      ...added.map(({ schema }) => schema),
    ]
    if (schemas.length === 0) return [`status ${status} is not described`]
    const attempts = schemas.map((schema) => answerViolations(answer, schema, check))
    return attempts.find((violations) => violations.length === 0) ?? attempts[0] ?? []
  }

  const isOutside = ({ path }: RecordedRequest) =>
    additions.collaborators.some((entry) => (typeof entry === 'string' ? entry === path : entry.test(path)))
  return {
    ofRequest: (request) => (isOutside(request) ? [] : ofRequest(request)),
    ofAnswer: (request, answer) => (isOutside(request) ? [] : ofAnswer(request, answer)),
  }
}

type Check = (schema: Json, value: unknown, what: string) => string[]

const concerns = (
  { operations, except = [] }: { operations?: string[]; except?: string[] },
  { name }: { name: string },
): boolean => operations?.includes(name) ?? !except.includes(name)

function operationsOf(description: Json, additions: Additions): Operation[] {
  const paths = description.paths as Record<string, Record<string, Json>>
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const name = `${method.toUpperCase()} ${path}`
      const own = (described.parameters ?? []) as Json[]
      return {
        name,
        described,
        matcher: matcherOf(path, own, additions.base),
        pointer: `#/paths/${escapePointer(path)}/${method}`,
        parameters: [
          ...own.map((entry) => resolve(entry, description) as unknown as Parameter),
          ...additions.parameters.filter((entry) => concerns(entry, { name })),
        ],
      }
    }),
  )
  // Where two fit, the one with fewer placeholders is meant: `…/public-key`, not `…/{secret_name}`.
  const placeholders = ({ name }: Operation) => name.split('{').length
  return operations.sort((a, b) => placeholders(a) - placeholders(b))
}

/** A parameter that stands for several segments is marked as such. */
const matcherOf = (path: string, parameters: Json[], base: string): RegExp => {
  const segments = (name: string) =>
    parameters.some((entry) => entry.name === name && entry['x-multi-segment'] === true) ? '.+' : '[^/]+'
  return new RegExp(`^${base}${path.replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${segments(name)})`)}$`)
}

const escapePointer = (path: string) => encodeURIComponent(path.replaceAll('/', '~1'))

const resolve = (node: Json, description: Json): Json => {
  if (typeof node.$ref !== 'string') return node
  let found: unknown = description
  for (const key of node.$ref.slice(2).split('/')) found = (found as Json)[key]
  return found as Json
}

function parameterViolations({ parameters, matcher }: Operation, request: RecordedRequest, check: Check) {
  const path = matcher.exec(request.path)?.groups ?? {}
  const given = { path, query: request.query, header: request.headers }
  const declared = parameters.filter((entry) => entry.in === 'query').map(({ name }) => name)
  const strange = Object.keys(request.query).filter((name) => !declared.includes(name))
  return [
    ...strange.map((name) => `query ${name} is not described`),
    ...parameters.flatMap((parameter) => {
      const { in: place, name, required = false, schema } = parameter
      const value = given[place][place === 'header' ? name.toLowerCase() : name]
      if (value === undefined) return required ? [`${place} ${name} is missing`] : []
      return check(
        schema,
        typed(place === 'path' ? decodeURIComponent(value) : value, schema),
        `${place} ${name}`,
      )
    }),
  ]
}

/** Parameters come as text, whatever they are. */
const typed = (value: string, { type }: Json): unknown => {
  if (type === 'integer' && /^-?\d+$/.test(value)) return Number(value)
  if (type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true'
  return value
}

function bodyViolations({ described, pointer }: Operation, { headers, body }: RecordedRequest, check: Check) {
  if (described.requestBody === undefined) return body === '' ? [] : ['a body is not described']
  const { content } = described.requestBody as { content: Record<string, { schema: Json }> }
  const type = mediaType(headers['content-type'])
  if (content[type] === undefined) return [`content-type ${type || '(none)'} is not described`]
  const value = type === 'application/json' ? parseJson(body) : parseForm(body)
  if (!isObject(value)) return ['body is no object']
  const schema = { $ref: `${ROOT}${pointer}/requestBody/content/${escapePointer(type)}/schema` }
  return check({ allOf: [schema], unevaluatedProperties: false }, value, 'body')
}

const parseForm = (body: string): Json | undefined => {
  const fields = [...new URLSearchParams(body)]
  const form = Object.fromEntries(fields)
  return Object.keys(form).length === fields.length ? form : undefined
}

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const mediaType = (header = ''): string => header.split(';')[0]?.trim().toLowerCase() ?? ''

/** None where the status is not described; one that is undefined where it has no body. */
function describedSchemas(
  { described, pointer }: Operation,
  { status, description }: { status: number; description: Json },
): (Json | undefined)[] {
  const own = (described.responses as Record<string, Json>)[status]
  if (own === undefined) return []
  if (resolve(own, description).content === undefined) return [undefined]
  const at = typeof own.$ref === 'string' ? own.$ref : `${pointer}/responses/${status}`
  return [{ $ref: `${ROOT}${at}/content/application~1json/schema` }]
}

function answerViolations({ headers, body }: Answer, schema: Json | undefined, check: Check): string[] {
  if (schema === undefined) return body === '' ? [] : ['a body is not described for this status']
  if (mediaType(headers['content-type']) !== 'application/json') return ['answer is not JSON by its header']
  const value = parseJson(body)
  return value === undefined ? ['answer is no JSON'] : check(schema, value, 'answer')
}

const close = (description: Json, names: string[]): Json => {
  const { schemas } = description.components as { schemas: Record<string, Json> }
  for (const name of names) schemas[name] = { ...schemas[name], unevaluatedProperties: false }
  return description
}
