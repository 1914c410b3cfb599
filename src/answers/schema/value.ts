import { UnanswerableError } from '../../engine/base/errors.ts'
import { canonicalJson } from '../../engine/base/hash.ts'
import { budget } from '../../engine/kit/schema/budget.ts'
import { itemSchemas, schemasByPattern, type Keywords } from '../../engine/kit/schema/reference.ts'
import { violationOf, violationWithin, type Violation } from '../../engine/kit/schema/violation.ts'
import { noMentions } from '../mentions.ts'
import { Demands } from './demands.ts'
import { conditions, flattened } from './merged.ts'
import { numberOf } from './number.ts'
import { matching } from './pattern.ts'
import type { Place } from './place.ts'
import { textOf } from './text.ts'

/**
 * Makes a value that is valid under a schema. The value is checked and drawn again if invalid, since some keywords only exclude values. The
 * next value is made for the conditions that the invalid one violated.
 * @throws UnanswerableError if no valid value was found, or too much work has gone into it
 */
export function valueOf(schema: unknown, place: Place): unknown {
  const { path, patience, root, effort } = place
  if (place.depth > budget.deepestValue) throw new UnanswerableError(`Cannot make a value for ${path}: its schema never ends.`)
  const demands = new Demands(place)
  let failure = patience.last
  for (let tried = 0; tried < budget.triesPerPlace && patience.left > 0; tried++) {
    effort.spend(path)
    const flat = flattened(demands.with(schema), place)
    if (flat === false && demands.isEmpty) throw contradictory(place)
    try {
      if (flat === false) throw contradictory(place)
      // Values from the conversation are not random and would be invalid again.
      const value = plainValueOf(flat, tried === 0 ? place : { ...place, mentions: noMentions }, tried)
      const found = violationWithin(effort, value, schema, root)
      if (found === undefined) return value
      demands.learn(flat[conditions] ?? [], value)
      failure = impossible({ ...found, path: path + found.path.slice(1) })
    } catch (error) {
      if (!(error instanceof UnanswerableError) || effort.isSpent) throw error
      demands.turn()
      failure = error
    }
    patience.left--
    patience.last = failure
  }
  throw failure ?? contradictory(place)
}

function contradictory({ path }: Place): UnanswerableError {
  return new UnanswerableError(`Cannot make a value for ${path}: its schema is false, or contradicts itself.`)
}

function impossible({ path, keyword }: Violation): UnanswerableError {
  return new UnanswerableError(
    `Cannot make a value for ${path}: none was found that its ${JSON.stringify(keyword)} allows. Answer this call yourself, with answers.from(...).`,
  )
}

function plainValueOf(keywords: Keywords, place: Place, tried: number): unknown {
  if ('const' in keywords) return keywords['const']
  if (Array.isArray(keywords['enum'])) return choiceOf(keywords, place)
  const type = typeOf(keywords, place, tried)
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
      throw new UnanswerableError(
        `Cannot make a value for ${place.path}: no such type as ${JSON.stringify(type)}. Expected object, array, string, number, integer, boolean or null.`,
      )
  }
}

/** Returns an enum value that the other keywords allow; `null` only if it is the only one. */
function choiceOf(keywords: Keywords, place: Place): unknown {
  const { enum: choices, ...others } = keywords
  const allowed = (choices as readonly unknown[]).filter((choice) => violationOf(choice, others, place.root) === undefined)
  if (allowed.length === 0) throw impossible({ path: place.path, keyword: 'enum' })
  const mentioned = allowed.find((choice) => typeof choice === 'string' && place.mentions.says(choice))
  if (mentioned !== undefined) return mentioned
  const some = allowed.filter((choice) => choice !== null)
  return place.random.pick(some.length === 0 ? allowed : some)
}

/** The types that keywords apply to, for schemas without a type. */
const spokenOf: readonly (readonly [string, readonly string[]])[] = [
  [
    'object',
    [
      'properties',
      'required',
      'additionalProperties',
      'patternProperties',
      'minProperties',
      'propertyNames',
      'dependentRequired',
      'dependentSchemas',
      'dependencies',
      'unevaluatedProperties',
    ],
  ],
  ['array', ['items', 'prefixItems', 'minItems', 'contains', 'unevaluatedItems']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
]

const allTypes = ['string', 'number', 'boolean', 'null', 'object', 'array']

/** Returns the type of a value. If the keywords' type was often invalid, any other. */
function typeOf(keywords: Keywords, { random }: Place, tried: number): unknown {
  const { type } = keywords
  if (Array.isArray(type)) {
    const some = type.filter((choice) => choice !== 'null')
    return some.length === 0 ? 'null' : random.pick(some)
  }
  if (type === undefined && tried > budget.triesPerPlace / 2) return random.pick(allTypes)
  return type ?? spokenOf.find(([, names]) => names.some((name) => name in keywords))?.[0] ?? 'string'
}

const namesPerStep = 16

function objectOf(keywords: Keywords, place: Place): unknown {
  const properties = (keywords['properties'] ?? {}) as Keywords
  const required = new Set((keywords['required'] ?? []) as readonly string[])
  const least = countOf(keywords['minProperties'], place) ?? 0
  const most = (keywords['maxProperties'] as number | undefined) ?? Infinity
  const names = new Set([...Object.keys(properties), ...required])
  place.effort.spend(place.path, names.size / namesPerStep)
  const chance = Math.min(0.7, budget.optionalProperties / 2 ** place.depth / Math.max(1, names.size - required.size))
  const made = new Map<string, unknown>()
  for (const name of names) {
    const inside = within(place, `${place.path}.${name}`, name)
    if (required.has(name)) made.set(name, valueOf(schemaOf(name, keywords, place), inside))
    else if (place.depth < budget.deep && made.size < most && isMade(name, chance, place))
      makeIfPossible(name, schemaOf(name, keywords, place), inside, made)
  }
  const isRecord = Object.keys(properties).length === 0 && typeof furtherSchema(keywords) === 'object' && place.depth < budget.deep
  const wanted = Math.min(most, Math.max(least, isRecord ? made.size + place.random.integer(1, 2) : 0))
  // A name can be drawn twice; the check finds missing ones.
  for (let tried = 0; made.size < wanted && tried < wanted + budget.triesPerPlace; tried++) {
    const name = furtherName(keywords, made.size, place)
    if (!made.has(name) && schemaOf(name, keywords, place) !== false)
      made.set(name, valueOf(schemaOf(name, keywords, place), within(place, `${place.path}.${name}`, name)))
  }
  return Object.fromEntries(made)
}

/** Returns whether to make an optional property: one that the conversation mentions, or one that is drawn. */
function isMade(name: string, chance: number, { mentions, random, effort }: Place): boolean {
  const isMentioned = mentions.texts(name).length > 0 || mentions.numbers(name).length > 0
  return (isMentioned || random.chance(chance)) && effort.affordsOptional()
}

/** Returns how many members a value must have. */
function countOf(least: unknown, { path }: Place): number | undefined {
  if (typeof least !== 'number') return undefined
  if (least <= budget.members) return least
  throw new UnanswerableError(
    `Cannot make a value for ${path}: it must have ${least} members, and brownout makes at most ${budget.members}.`,
  )
}

/** Returns the schema of unnamed properties. */
function furtherSchema({ additionalProperties, unevaluatedProperties }: Keywords): unknown {
  return additionalProperties ?? unevaluatedProperties
}

/** Makes an optional property; omits it if that fails. */
function makeIfPossible(name: string, schema: unknown, place: Place, made: Map<string, unknown>): void {
  if (schema === false) return
  try {
    made.set(name, valueOf(schema, place))
  } catch (error) {
    if (!(error instanceof UnanswerableError) || place.effort.isSpent) throw error
  }
}

function schemaOf(name: string, keywords: Keywords, place: Place): unknown {
  const { properties = {}, patternProperties = {} } = keywords
  const matched = schemasByPattern(name, patternProperties as Keywords, place)
  if (Object.hasOwn(properties as Keywords, name))
    return matched.length === 0 ? (properties as Keywords)[name] : { allOf: [(properties as Keywords)[name], ...matched] }
  return matched.length === 0 ? furtherSchema(keywords) : { allOf: matched }
}

/** Makes a name for a property without a given one. */
function furtherName({ propertyNames, patternProperties = {}, properties = {} }: Keywords, count: number, place: Place): string {
  const unused = Object.keys(properties as Keywords)
  if (unused.length > 0 && place.random.chance(0.5)) return place.random.pick(unused)
  const pattern = Object.keys(patternProperties as Keywords)[0]
  if (pattern !== undefined) return matching(pattern, place)
  const isAllowed = (name: string): boolean =>
    propertyNames === undefined || violationWithin(place.effort, name, propertyNames, place.root) === undefined
  const usual = [`property${count + 1}`, `p${count + 1}`].find(isAllowed)
  return usual ?? String(valueOf({ allOf: [{ type: 'string' }, propertyNames] }, place))
}

function arrayOf(keywords: Keywords, place: Place): unknown {
  const { first, rest } = itemSchemas(keywords)
  const { contains, minContains = 1, unevaluatedItems, uniqueItems } = keywords
  const further = rest ?? unevaluatedItems
  const wanted = contains === undefined ? [] : [contains].flat()
  const demanded = wanted.length === 1 ? (countOf(minContains, place) ?? 1) : wanted.length
  const allowed = Math.min((keywords['maxItems'] as number | undefined) ?? Infinity, further === false ? first.length : Infinity)
  const least = Math.min(allowed, Math.max(countOf(keywords['minItems'], place) ?? 0, demanded, first.length))
  const usual = place.depth > budget.deep || !place.effort.affordsOptional() ? least : Math.max(least, place.random.integer(1, least + 2))
  const count = Math.min(allowed, usual)
  const items: unknown[] = []
  const made = new Set<string>()
  for (let tried = 0; items.length < count && tried < count + budget.triesPerPlace; tried++) {
    const index = items.length
    const plain = index < first.length ? first[index] : further
    // Required contained items are last: the first items can have schemas of their own.
    const left = count - index
    const schema = left > demanded ? plain : { allOf: [plain ?? true, wanted[left - 1] ?? wanted[0]] }
    const item = valueOf(schema, { ...within(place, `${place.path}[${index}]`, place.name.replace(/s$/, '')), item: index })
    if (uniqueItems === true && made.has(canonicalJson(item))) continue
    if (uniqueItems === true) made.add(canonicalJson(item))
    items.push(item)
  }
  return items
}

function within(place: Place, path: string, name: string): Place {
  return { ...place, path, name, depth: place.depth + 1 }
}
