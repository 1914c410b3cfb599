import { BrownoutError } from '../../engine/base/errors.ts'
import { canonicalJson } from '../../engine/base/hash.ts'
import { itemSchemas, type Keywords } from '../../engine/kit/schema/reference.ts'
import { schemasByPattern, violationOf, type Violation } from '../../engine/kit/schema/violation.ts'
import { noMentions } from '../mentions.ts'
import { flattened } from './merged.ts'
import { numberOf } from './number.ts'
import { matching } from './pattern.ts'
import { deep, deepest, type Place } from './place.ts'
import { textOf } from './text.ts'

/** How often one place is tried before it is given up. */
const tries = 40

/**
 * A value that is valid under a schema. What comes out is checked, and drawn anew where it is not valid: some keywords only
 * say what must not be.
 * @throws BrownoutError where no valid value was found
 */
export function valueOf(schema: unknown, place: Place): unknown {
  if (place.depth > deepest) throw new BrownoutError(`Cannot make a value for ${place.path}: its schema never ends.`)
  let failure = place.patience.last
  for (let tried = 0; tried < tries && place.patience.left > 0; tried++) {
    const keywords = flattened(schema, place)
    if (keywords === false)
      throw new BrownoutError(
        `Cannot make a value for ${place.path}: its schema is false, or what it says in several places cannot be at once.`,
      )
    try {
      // What the conversation mentions is not drawn, and would be as wrong the next time.
      const value = plainValueOf(keywords, tried === 0 ? place : { ...place, mentions: noMentions })
      const found = violationOf(value, schema as Keywords, place.root)
      if (found === undefined) return value
      failure = impossible({ ...found, path: place.path + found.path.slice(1) })
    } catch (error) {
      if (!(error instanceof BrownoutError)) throw error
      failure = error
    }
    place.patience.left--
    place.patience.last = failure
  }
  throw failure!
}

function impossible({ path, keyword }: Violation): BrownoutError {
  return new BrownoutError(
    `Cannot make a value for ${path}: none was found that its ${JSON.stringify(keyword)} allows. Answer this call yourself, with answers.from(...).`,
  )
}

function plainValueOf(keywords: Keywords, place: Place): unknown {
  if ('const' in keywords) return keywords['const']
  if (Array.isArray(keywords['enum'])) return choiceOf(keywords, place)
  const type = typeOf(keywords, place)
  switch (type) {
    case 'object':
      return objectOf(keywords, place)
    case 'array':
      return arrayOf(keywords, place)
    case 'string':
      return textOf(keywords, place)
    case 'integer':
    case 'number':
      return numberOf(keywords, place, type === 'integer')
    case 'boolean':
      return place.random.chance(0.5)
    case 'null':
      return null
    default:
      throw new BrownoutError(
        `Cannot make a value for ${place.path}: no such type as ${JSON.stringify(type)}. Expected object, array, string, number, integer, boolean or null.`,
      )
  }
}

/** One of the choices that the other keywords allow; `null` only where there is no other. */
function choiceOf(keywords: Keywords, place: Place): unknown {
  const allowed = (keywords['enum'] as readonly unknown[]).filter((choice) => violationOf(choice, keywords, place.root) === undefined)
  if (allowed.length === 0) throw impossible({ path: place.path, keyword: 'enum' })
  const mentioned = allowed.find((choice) => typeof choice === 'string' && place.mentions.says(choice))
  if (mentioned !== undefined) return mentioned
  const some = allowed.filter((choice) => choice !== null)
  return place.random.pick(some.length === 0 ? allowed : some)
}

/** The types that keywords speak of, where no type is named. */
const spokenOf: readonly (readonly [string, readonly string[]])[] = [
  [
    'object',
    ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'propertyNames', 'dependentRequired'],
  ],
  ['array', ['items', 'prefixItems', 'minItems', 'contains']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
]

function typeOf(keywords: Keywords, { random }: Place): unknown {
  const { type } = keywords
  if (Array.isArray(type)) {
    const some = type.filter((choice) => choice !== 'null')
    return some.length === 0 ? 'null' : random.pick(some)
  }
  return type ?? spokenOf.find(([, names]) => names.some((name) => name in keywords))?.[0] ?? 'string'
}

function objectOf(keywords: Keywords, place: Place): unknown {
  const properties = (keywords['properties'] ?? {}) as Keywords
  const required = (keywords['required'] ?? []) as readonly string[]
  const [least, most] = [
    (keywords['minProperties'] as number | undefined) ?? 0,
    (keywords['maxProperties'] as number | undefined) ?? Infinity,
  ]
  const made = new Map<string, unknown>()
  for (const name of new Set([...Object.keys(properties), ...required])) {
    const inside = within(place, `${place.path}.${name}`, name)
    if (required.includes(name)) made.set(name, valueOf(schemaOf(name, keywords), inside))
    else if (place.depth < deep && made.size < most && (isMentioned(name, place) || place.random.chance(0.7)))
      makeIfPossible(name, schemaOf(name, keywords), inside, made)
  }
  const isRecord = Object.keys(properties).length === 0 && typeof keywords['additionalProperties'] === 'object' && place.depth < deep
  const wanted = Math.min(most, Math.max(least, isRecord ? made.size + place.random.integer(1, 2) : 0))
  // A name may come twice; what is too few in the end, the check finds.
  for (let tried = 0; made.size < wanted && tried < wanted + tries; tried++) {
    const name = furtherName(keywords, made.size, place)
    if (!made.has(name) && schemaOf(name, keywords) !== false)
      made.set(name, valueOf(schemaOf(name, keywords), within(place, `${place.path}.${name}`, name)))
  }
  return Object.fromEntries(made)
}

function isMentioned(name: string, { mentions }: Place): boolean {
  return mentions.texts(name).length > 0 || mentions.numbers(name).length > 0
}

/** An optional property that cannot be made is left out. */
function makeIfPossible(name: string, schema: unknown, place: Place, made: Map<string, unknown>): void {
  try {
    made.set(name, valueOf(schema, place))
  } catch (error) {
    if (!(error instanceof BrownoutError)) throw error
  }
}

function schemaOf(name: string, keywords: Keywords): unknown {
  const { properties = {}, patternProperties = {}, additionalProperties } = keywords
  const matched = schemasByPattern(name, patternProperties as Keywords)
  if (Object.hasOwn(properties as Keywords, name))
    return matched.length === 0 ? (properties as Keywords)[name] : { allOf: [(properties as Keywords)[name], ...matched] }
  return matched.length === 0 ? additionalProperties : { allOf: matched }
}

/** A name for a property that none is given for. */
function furtherName({ propertyNames, patternProperties = {}, properties = {} }: Keywords, count: number, place: Place): string {
  const unused = Object.keys(properties as Keywords)
  if (unused.length > 0 && place.random.chance(0.5)) return place.random.pick(unused)
  const pattern = Object.keys(patternProperties as Keywords)[0]
  if (pattern !== undefined) return matching(pattern, place)
  const lengthOnly = new Set(['type', 'minLength', 'maxLength'])
  const isShaped = Object.keys(propertyNames ?? {}).some((keyword) => !lengthOnly.has(keyword))
  return isShaped ? String(valueOf(propertyNames, place)) : `property${count + 1}`
}

function arrayOf(keywords: Keywords, place: Place): unknown {
  const { first, rest } = itemSchemas(keywords)
  const allowed = Math.min((keywords['maxItems'] as number | undefined) ?? Infinity, rest === false ? first.length : Infinity)
  const least = Math.min(allowed, Math.max((keywords['minItems'] as number | undefined) ?? 0, first.length))
  const usual = place.depth > deep ? least : Math.max(least, place.random.integer(1, least + 2))
  const count = Math.min(allowed, usual)
  const items: unknown[] = []
  for (let tried = 0; items.length < count && tried < count + tries; tried++) {
    const schema = items.length < first.length ? first[items.length] : rest
    const item = valueOf(schema, {
      ...within(place, `${place.path}[${items.length}]`, place.name.replace(/s$/, '')),
      item: items.length,
    })
    if (keywords['uniqueItems'] !== true || !items.some((other) => canonicalJson(other) === canonicalJson(item))) items.push(item)
  }
  return items
}

function within(place: Place, path: string, name: string): Place {
  return { ...place, path, name, depth: place.depth + 1 }
}
