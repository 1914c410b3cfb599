import { textOf } from '../engine/kit/conversation.ts'
import type { Call, JsonSchema } from '../engine/model/call.ts'

const mostObjects = 20

/** Returns the end of the object that starts at a position in a text, if it ends. */
function endOf(text: string, from: number): number | undefined {
  let [depth, isQuoted] = [0, false]
  for (let place = from; place < text.length; place++) {
    const character = text[place]!
    if (isQuoted) {
      if (character === '\\') place++
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === '{') depth++
    else if (character === '}' && --depth === 0) return place + 1
  }
  return undefined
}

/** The JSON objects that are in a text, in order. */
function objectsIn(text: string): Readonly<Record<string, unknown>>[] {
  const objects: Readonly<Record<string, unknown>>[] = []
  let place = text.indexOf('{')
  for (let tried = 0; place !== -1 && tried < mostObjects; tried++) {
    const end = endOf(text, place)
    const value = end === undefined ? undefined : parsed(text.slice(place, end))
    if (value !== undefined) objects.push(value)
    place = text.indexOf('{', value === undefined ? place + 1 : end)
  }
  return objects
}

function parsed(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(json) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

function isSchema(value: Readonly<Record<string, unknown>>): boolean {
  const { properties, type, $schema, $ref, anyOf } = value
  return (
    (typeof properties === 'object' && properties !== null) ||
    (type === 'object' && Object.keys(value).length > 1) ||
    $schema !== undefined ||
    ($ref !== undefined && value['$defs'] !== undefined) ||
    (Array.isArray(anyOf) && value['$defs'] !== undefined)
  )
}

const typeNames = /^(?:string|text|number|integer|int|float|boolean|bool|date)\b/i

/** Makes a schema from an example. A text that names a type represents one: `{ "age": "number" }`. */
function schemaLike(example: unknown): JsonSchema {
  if (Array.isArray(example)) return { type: 'array', ...(example.length === 0 ? {} : { items: schemaLike(example[0]) }) }
  if (typeof example === 'object' && example !== null) {
    const properties = Object.fromEntries(Object.entries(example).map(([name, value]) => [name, schemaLike(value)]))
    return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
  }
  if (typeof example === 'number') return { type: Number.isInteger(example) ? 'integer' : 'number' }
  if (typeof example === 'boolean') return { type: 'boolean' }
  if (typeof example !== 'string') return {}
  const choices = example.split('|').map((choice) => choice.trim())
  if (
    choices.length > 1 &&
    choices.every((choice) => /^["']?[\w -]{1,30}["']?$/.test(choice)) &&
    !choices.some((choice) => typeNames.test(choice))
  )
    return { enum: choices.map((choice) => choice.replaceAll(/["']/g, '')) }
  const named = typeNames.exec(example)?.[0].toLowerCase()
  if (named === 'number' || named === 'float') return { type: 'number' }
  if (named === 'integer' || named === 'int') return { type: 'integer' }
  if (named === 'boolean' || named === 'bool') return { type: 'boolean' }
  return { type: 'string', ...(named === 'date' ? { format: 'date' } : {}) }
}

const listed =
  /\b(?:keys?|fields?|properties|members|attributes)\b(?: named| called)?:?\s+(?<names>[`"']?[a-z][\w]*[`"']?(?:(?:,? and |, )[`"']?[a-z]\w*[`"']?)*)/i

/** Makes the schema of an object whose members a text lists: "with the keys sentiment and score". */
function schemaListed(text: string): JsonSchema | undefined {
  const names = listed
    .exec(text)
    ?.groups?.['names']?.split(/,? and |, /)
    .map((name) => name.replaceAll(/[`"']/g, ''))
  if (names === undefined) return undefined
  const numeric = /score|count|age|price|amount|total|rating|confidence|quantity|year|percent|probability/i
  const properties = Object.fromEntries(names.map((name) => [name, { type: numeric.test(name) ? 'number' : 'string' }]))
  return { type: 'object', properties, required: names, additionalProperties: false }
}

/** Sentences that require an answer in JSON. */
const demand =
  /\b(?:answer|respond|reply|return|output|produce|give|generate|write|format|formatted|provide|emit|matches|conforms?)\b[^.\n]{0,80}\bjson\b|\bjson\b[^.\n]{0,60}\b(?:only|object|format|output|response|answer)\b/i

/** Returns the schema that a prompt requires of a text answer: a JSON Schema, an example, or a list of members. */
export function promptedSchema(call: Pick<Call, 'messages' | 'output'>): JsonSchema | undefined {
  const text = textOf(call, 'system', 'user')
  if (call.output === undefined && !demand.test(text)) return undefined
  const objects = objectsIn(text)
  const schema = objects.findLast(isSchema)
  if (schema !== undefined) return schema
  // Without the word "JSON", an object in the prompt can be its topic.
  const example = objects.findLast((object) => Object.keys(object).length > 0)
  const isExample = /\b(?:example|like|as follows|following|format|form|shape|structure|schema|this json|such as|looks?)\b/i.test(text)
  return example !== undefined && isExample ? schemaLike(example) : schemaListed(text)
}
