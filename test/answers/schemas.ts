import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import type { JsonSchema } from '../../src/engine/model/call.ts'

const ajv = new Ajv2020({ strict: false, allErrors: false })
// ajv-formats is a CommonJS module whose types and values disagree about the place of its default export.
;(formats as unknown as (on: Ajv2020) => void)(ajv)

/** Whether a value is valid under a schema, by the judgment of ajv. */
export function isValid(value: unknown, schema: JsonSchema): boolean {
  return validatorOf(schema)(value)
}

function validatorOf(schema: JsonSchema): ValidateFunction {
  return ajv.compile(schema as object)
}

/** The errors that ajv finds; empty if the value is valid. */
export function errorsOf(value: unknown, schema: JsonSchema): readonly string[] {
  const validate = validatorOf(schema)
  validate(value)
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}

const propertyName = fc.constantFrom(
  'id',
  'name',
  'email',
  'price',
  'date',
  'city',
  'answer',
  'count',
  'items',
  'status',
  'confidence',
  'isOpen',
  'notes',
  'percent',
  'year',
)

/** Two bounds in order, each of which can be missing. */
function bounds(least: string, most: string, from: number, to: number): fc.Arbitrary<Record<string, number>> {
  return fc
    .tuple(fc.option(fc.integer({ min: from, max: to })), fc.option(fc.integer({ min: 0, max: to - from })))
    .map(([low, span]) => ({ ...(low === null ? {} : { [least]: low }), ...(span === null ? {} : { [most]: (low ?? from) + span }) }))
}

const numbers = fc
  .tuple(fc.constantFrom('number', 'integer'), bounds('minimum', 'maximum', -1_000, 1_000), fc.option(fc.constantFrom(1, 2, 5)))
  .map(([type, within, step]) => {
    const { minimum, maximum } = within
    const isWideEnough = minimum === undefined || maximum === undefined || maximum - minimum >= 5
    return { type, ...within, ...(step !== null && isWideEnough ? { multipleOf: step } : {}) }
  })

const openNumbers = fc
  .tuple(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.001, 0.5, 1, 40), fc.boolean())
  .map(([from, span, isOpenAbove]) => ({
    type: 'number',
    exclusiveMinimum: from,
    [isOpenAbove ? 'exclusiveMaximum' : 'maximum']: from + span,
  }))

const texts = fc.oneof(
  fc.constant({ type: 'string' }),
  bounds('minLength', 'maxLength', 0, 60).map((within) => ({ type: 'string', ...within })),
  fc
    .constantFrom(
      'date-time',
      'date',
      'time',
      'duration',
      'email',
      'hostname',
      'ipv4',
      'ipv6',
      'uri',
      'uuid',
      'uri-reference',
      'json-pointer',
    )
    .map((format) => ({ type: 'string', format })),
  fc
    .constantFrom(
      '^[A-Z]{2}-\\d{4}$',
      '^(open|closed)$',
      '\\d+',
      '^[^@\\s]+@[a-z]+\\.(com|org)$',
      '^#?[0-9a-fA-F]{6}$',
      '^\\+?[1-9]\\d{1,14}$',
      '^(?=.*\\d)[a-z\\d]{8,}$',
      '^\\p{L}+$',
      '^[a-z]+(?:-[a-z]+)*$',
    )
    .map((pattern) => ({ type: 'string', pattern })),
)

const choices = fc.oneof(
  fc
    .uniqueArray(fc.constantFrom('low', 'medium', 'high', 'none', 3, 7, true, null), { minLength: 1, maxLength: 4 })
    .map((all) => ({ enum: all })),
  fc.constantFrom('fixed', 42, null, false).map((only) => ({ const: only })),
)

const scalars = fc.oneof(
  texts,
  numbers,
  openNumbers,
  choices,
  fc.constantFrom(
    { type: 'boolean' },
    { type: 'null' },
    { type: ['string', 'null'] },
    { type: ['integer', 'string'], minimum: 3, minLength: 2 },
  ),
)

function objectsOf(member: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc.dictionary(propertyName, member, { minKeys: 1, maxKeys: 5 }).chain((properties) =>
    fc.record({
      type: fc.constant('object'),
      properties: fc.constant(properties),
      required: fc.subarray(Object.keys(properties)),
      additionalProperties: fc.boolean(),
    }),
  )
}

function arraysOf(item: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc.oneof(
    fc.tuple(item, bounds('minItems', 'maxItems', 0, 4)).map(([items, within]) => ({ type: 'array', items, ...within })),
    fc.tuple(item, item, fc.boolean()).map(([first, second, isClosed]) => ({
      type: 'array',
      prefixItems: [first, second],
      minItems: 2,
      ...(isClosed ? { items: false } : {}),
    })),
  )
}

function unionsOf(branch: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  return fc.oneof(
    fc.array(branch, { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    branch.map((some) => ({
      oneOf: [
        { type: 'null' },
        { type: 'object', properties: { kind: { const: 'some' }, some }, required: ['kind', 'some'] },
        { type: 'object', properties: { kind: { const: 'other' } }, required: ['kind'] },
      ],
    })),
    branch.map((some) => ({
      type: 'object',
      allOf: [
        { properties: { some }, required: ['some'] },
        { properties: { count: { type: 'integer', minimum: 3 } }, required: ['count'] },
        { properties: { count: { maximum: 9, minimum: 0 } } },
      ],
    })),
  )
}

/** Schemas of the kinds that providers accept, and that some value satisfies. */
export const schemas: fc.Arbitrary<JsonSchema> = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    scalars,
    objectsOf(tie('schema')),
    arraysOf(tie('schema')),
    unionsOf(tie('schema')),
  ),
})).schema
