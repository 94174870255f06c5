/**
 * OpenAPI 3.0 has a dialect of JSON Schema of its own: `nullable`, and `discriminator` over a `oneOf` whose members
 * overlap. Both are put into plain JSON Schema here; the rest is the same.
 */

export type Json = Record<string, unknown>

export const toJsonSchema = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(toJsonSchema)
  if (!isObject(node)) return node
  const { nullable, discriminator, ...rest } = node
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]))
  const resolved = isObject(discriminator) && schema.oneOf ? byDiscriminator(schema, discriminator) : schema
  return nullable === true ? { anyOf: [{ type: 'null' }, resolved] } : resolved
}

/** One `if … then` for each name, instead of "exactly one of". */
const byDiscriminator = ({ oneOf, ...schema }: Json, { propertyName, mapping }: Json): Json => {
  const name = String(propertyName)
  const branches = Object.entries(mapping as Record<string, string>).map(([value, $ref]) => ({
    if: { properties: { [name]: { const: value } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword
    then: { $ref },
  }))
  const names = Object.keys(mapping as Json)
  return { ...schema, properties: { [name]: { enum: names } }, anyOf: oneOf, allOf: branches }
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
