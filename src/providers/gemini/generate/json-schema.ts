import type { JsonSchema } from '../../../kit.ts'

type Members = Readonly<Record<string, unknown>>

/** Keywords with numbers that protocol buffers write as text: an int64 is a string in their JSON. */
const counts = new Set(['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'])

/** Keywords about how the model should write, without effect on validity. */
const ignored = new Set(['nullable', 'propertyOrdering', 'example'])

/** Formats that are Google's types, not text formats. */
const numericFormats = new Set(['enum', 'int32', 'int64', 'float', 'double'])

/**
 * Google's Schema, a part of OpenAPI 3.0, as JSON Schema: types in lower case, `nullable` as a type, counts as numbers
 * (https://ai.google.dev/api/caching#Schema).
 * @example
 * jsonSchemaOf({ type: 'STRING', nullable: true, maxLength: '3' }) // => { type: ['string', 'null'], maxLength: 3 }
 */
export function jsonSchemaOf(schema: Members): JsonSchema {
  const isNullable = schema['nullable'] === true
  const entries = Object.entries(schema)
    .filter(([name, value]) => !ignored.has(name) && !(name === 'format' && numericFormats.has(String(value))))
    .map(([name, value]) => [name, memberOf(name, value, isNullable)])
  return Object.fromEntries(entries) as JsonSchema
}

function memberOf(name: string, value: unknown, isNullable: boolean): unknown {
  if (name === 'type' && typeof value === 'string') return isNullable ? [value.toLowerCase(), 'null'] : value.toLowerCase()
  if (name === 'enum' && isNullable && Array.isArray(value)) return [...(value as unknown[]), null]
  if (counts.has(name)) return Number(value)
  if (typeof value === 'object' && value !== null && (name === 'properties' || name === '$defs' || name === 'defs'))
    return Object.fromEntries(Object.entries(value as Members).map(([key, member]) => [key, schemaOf(member)]))
  if (name === 'items' || name === 'additionalProperties') return schemaOf(value)
  if (name === 'anyOf' && Array.isArray(value)) {
    const choices = value.map(schemaOf)
    return isNullable ? [...choices, { type: 'null' }] : choices
  }
  return value
}

function schemaOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? jsonSchemaOf(value as Members) : value
}
