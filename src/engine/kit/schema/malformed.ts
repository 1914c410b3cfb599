/** A schema keyword with a value that JSON Schema does not allow. */
export interface MalformedKeyword {
  /** The path to it. */
  readonly path: readonly (string | number)[]
  readonly value: unknown
  /** The expected type, as JSON Schema names it. */
  readonly expected: 'array' | 'object' | 'string' | 'number' | 'integer' | 'boolean' | 'type' | 'regex' | 'schema'
}

type Path = MalformedKeyword['path']
type Check = (value: unknown, path: Path) => MalformedKeyword | undefined

const types = new Set<unknown>(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'])

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function be(expected: MalformedKeyword['expected'], isRight: (value: unknown) => boolean): Check {
  return (value, path) => (isRight(value) ? undefined : { path, value, expected })
}

/** Returns the first malformed keyword in a schema, in text order; `undefined` if there is none. Unknown keywords can have any value. */
export function malformedKeyword(schema: unknown, path: Path = []): MalformedKeyword | undefined {
  if (typeof schema === 'boolean') return undefined
  if (!isObject(schema)) return { path, value: schema, expected: 'schema' }
  for (const [name, value] of Object.entries(schema)) {
    const found = Object.hasOwn(checks, name) ? checks[name]!(value, [...path, name]) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function first<Item>(items: Iterable<Item>, check: (item: Item) => MalformedKeyword | undefined): MalformedKeyword | undefined {
  for (const item of items) {
    const found = check(item)
    if (found !== undefined) return found
  }
  return undefined
}

const arrayOf =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value) ? first(value.entries(), ([index, item]) => check(item, [...path, index])) : { path, value, expected: 'array' }

const objectOf =
  (check: Check): Check =>
  (value, path) =>
    isObject(value) ? first(Object.entries(value), ([name, member]) => check(member, [...path, name])) : { path, value, expected: 'object' }

const text = be('string', (value) => typeof value === 'string')
const number = be('number', (value) => typeof value === 'number')
const count = be('integer', (value) => Number.isInteger(value) && (value as number) >= 0)
const schemas = arrayOf(malformedKeyword)
const type = be('type', (value) => types.has(value))

function isRegex(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** In draft 4 an exclusive bound is a boolean. Tuples in `items` and in `dependencies` are from drafts before 2020. */
const checks: Readonly<Record<string, Check>> = {
  type: (value, path) => (Array.isArray(value) && value.length > 0 ? arrayOf(type)(value, path) : type(value, path)),
  required: arrayOf(text),
  enum: be('array', Array.isArray),
  properties: objectOf(malformedKeyword),
  patternProperties: objectOf(malformedKeyword),
  dependentSchemas: objectOf(malformedKeyword),
  dependentRequired: objectOf(arrayOf(text)),
  dependencies: objectOf((value, path) => (Array.isArray(value) ? arrayOf(text)(value, path) : malformedKeyword(value, path))),
  $defs: objectOf(malformedKeyword),
  definitions: objectOf(malformedKeyword),
  items: (value, path) => (Array.isArray(value) ? schemas(value, path) : malformedKeyword(value, path)),
  ...Object.fromEntries(
    (
      [
        [['allOf', 'anyOf', 'oneOf', 'prefixItems'], schemas],
        [['additionalItems', 'additionalProperties', 'contains', 'else', 'if', 'not', 'propertyNames', 'then'], malformedKeyword],
        [['unevaluatedItems', 'unevaluatedProperties'], malformedKeyword],
        [['maxItems', 'maxLength', 'maxProperties', 'minItems', 'minLength', 'minProperties', 'minContains', 'maxContains'], count],
        [['maximum', 'minimum', 'multipleOf'], number],
        [['exclusiveMaximum', 'exclusiveMinimum'], be('number', (value) => typeof value === 'number' || typeof value === 'boolean')],
        [['$ref', '$id', '$anchor', 'format'], text],
        [['pattern'], be('regex', isRegex)],
        [['uniqueItems'], be('boolean', (value) => typeof value === 'boolean')],
      ] as const
    ).flatMap(([names, check]) => names.map((name) => [name, check] as const)),
  ),
}
