import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { shaped, shapedSaying } from '../../src/answers/schema/index.ts'
import type { JsonSchema } from '../../src/engine/model/call.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import { violationOf } from '../../src/engine/kit/schema/violation.ts'
import { describeAgainstAjv } from './against-ajv.ts'
import { errorsOf } from './schemas.ts'

function made(schema: JsonSchema, seed = 'tuesday'): unknown {
  return shaped(schema, randomFrom(seed))
}

const order = z.object({
  id: z.uuid(),
  customer: z.object({ email: z.email(), homepage: z.url().nullable() }),
  placed: z.iso.datetime(),
  due: z.iso.date(),
  count: z.int().positive(),
  weights: z.record(z.string(), z.number()),
  status: z.enum(['open', 'closed']),
  route: z.tuple([z.string(), z.number()]),
  payment: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('card'), last4: z.string().length(4) }),
    z.object({ kind: z.literal('cash'), paid: z.number() }),
  ]),
  note: z.string().optional(),
})

interface Tree {
  readonly name: string
  readonly children: readonly Tree[]
}

const tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get children() {
    return z.array(tree)
  },
})

describe('shaped', () => {
  const kind = (name: string) => ({ properties: { kind: { const: name } }, required: ['kind'] })
  const kinds = ['card', 'cash', 'cheque']
  const conditional = (when: JsonSchema, met: JsonSchema, otherwise: JsonSchema = true): JsonSchema =>
    Object.fromEntries([
      ['if', when],
      // oxlint-disable-next-line no-thenable -- a keyword of JSON Schema
      ['then', met],
      ['else', otherwise],
    ])
  const base = { type: 'object', properties: { kind: { enum: kinds } }, required: ['kind'], unevaluatedProperties: false }
  const needing = (name: string, schema: JsonSchema) => ({ properties: { [name]: schema }, required: [name] })

  it.for<[string, JsonSchema]>([
    [
      'conditions that demand properties',
      { ...base, allOf: [conditional(kind('card'), needing('last4', { type: 'string' }), needing('paid', { type: 'number' }))] },
    ],
    ['a condition for each kind', { ...base, allOf: kinds.map((name) => conditional(kind(name), needing(name, { type: 'integer' }))) }],
    ['a condition that must be met', conditional({ const: 1 }, true, false)],
    ['an item that must be contained', { type: 'array', contains: { const: 5 }, items: { type: 'integer' } }],
    ['two items that must be contained', { type: 'array', allOf: [{ contains: { const: 'a' } }, { contains: { const: 'b' } }] }],
    ['items that must be contained so often', { type: 'array', contains: { type: 'null' }, minContains: 2, maxContains: 3 }],
    [
      'what one property demands of the others',
      { type: 'object', ...needing('a', { type: 'string' }), dependentSchemas: { a: needing('b', { const: 3 }) } },
    ],
    [
      'what one property forbids',
      { properties: { foo: {} }, dependentSchemas: { foo: { properties: { bar: {} }, additionalProperties: false } } },
    ],
    [
      'properties of several parts, none of them left over',
      { type: 'object', allOf: [needing('a', { type: 'string' })], ...needing('b', { type: 'integer' }), unevaluatedProperties: false },
    ],
    [
      'a part that closes what another opens',
      { type: 'object', allOf: [{ properties: { a: { type: 'string' } }, additionalProperties: false }, { properties: { b: {} } }] },
    ],
    ['an anchor', { $ref: '#size', $defs: { size: { $anchor: 'size', type: 'integer' } } }],
    [
      'addresses that are relative to one another',
      {
        $id: 'https://example.com/root',
        $ref: 'child#size',
        $defs: { a: { $id: 'child', $defs: { b: { $anchor: 'size', type: 'integer' } } } },
      },
    ],
    ['names of a certain form', { type: 'object', propertyNames: { maxLength: 3 }, minProperties: 2 }],
    [
      'first items of two parts',
      { type: 'array', minItems: 2, prefixItems: [{ const: 'foo' }], allOf: [{ prefixItems: [true, { const: 'bar' }] }] },
    ],
    ['integers in fine steps', { type: 'integer', multipleOf: 0.001 }],
  ])('meets %s', ([, schema]) => {
    for (let seed = 0; seed < 30; seed++) expect(errorsOf(made(schema, String(seed)), schema)).toEqual([])
  })

  it('meets the dependencies of draft 7', () => {
    const schema = {
      type: 'object',
      ...needing('card', { type: 'string' }),
      dependencies: { card: ['code'], code: needing('name', { type: 'string' }) },
    }
    const names = { card: expect.any(String) as string, code: expect.anything() as unknown, name: expect.any(String) as string }
    for (let seed = 0; seed < 30; seed++) expect(made(schema, String(seed))).toMatchObject(names)
    expect(violationOf({ card: 'a', code: 'b' }, schema)).toEqual({ path: '$', keyword: 'required' })
    expect(violationOf({ card: 'a' }, schema)).toEqual({ path: '$', keyword: 'dependencies' })
  })

  it('chooses among very many choices', () => {
    const choices = Array.from({ length: 50_000 }, (_, index) => `choice ${index}`)
    expect(choices).toContain(made({ enum: choices }))
    expect(choices).toContain(made({ allOf: [{ enum: choices }, { enum: choices.toReversed() }] }))
  })

  it('answers a large schema with a value of a usual size', () => {
    const options = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`option${index}`, { $ref: '#/$defs/node' }]))
    const schema = { $ref: '#/$defs/node', $defs: { node: { type: 'object', properties: { name: { type: 'string' }, ...options } } } }
    expect(JSON.stringify(made(schema)).length).toBeLessThan(50_000)
  })

  it('gives up a schema that takes too much work, in words', () => {
    const hard = { type: 'array', minItems: 5_000, items: { type: 'array', minItems: 5_000 } }
    expect(() => made(hard)).toThrow(/^Cannot make a value within 100,000 steps.*answers\.from/)
    expect(() => made({ type: 'array', minItems: 1e9 })).toThrow(/at most 10000/)
  })

  it('makes values that zod accepts under its own schemas', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(order, tree), (seed, schema) => {
        expect(schema.safeParse(made(z.toJSONSchema(schema) as JsonSchema, seed)).error).toBeUndefined()
      }),
    )
  })

  it('makes the same of the same seed, and something else of another', () => {
    const schema = z.toJSONSchema(order) as JsonSchema
    expect(made(schema)).toEqual(made(schema))
    expect(made(schema)).not.toEqual(made(schema, 'wednesday'))
  })

  it.for<[string, JsonSchema, RegExp]>([
    ['nothing is allowed', { type: 'object', properties: { total: false }, required: ['total'] }, /\$\.total.*false/],
    ['two bounds exclude each other', { type: 'number', minimum: 5, maximum: 4 }, /bounds/],
    ['a reference has no target', { $ref: '#/$defs/order' }, /#\/\$defs\/order/],
    ['a schema never ends', { type: 'object', properties: { next: { $ref: '#' } }, required: ['next'] }, /never ends/],
    ['a type does not exist', { type: 'text' }, /"text".*Expected object/],
  ])('reports it if %s', ([, schema, message]) => {
    expect(() => made(schema)).toThrow(message)
  })
})

describe('shapedSaying', () => {
  const said = (schema: JsonSchema, text: string): unknown =>
    shapedSaying(schema, randomFrom('tuesday'), text, (name) => (name === 'id' ? 1 : 0))

  it('puts a text into the field that suits it best', () => {
    expect(
      said({ type: 'object', properties: { id: { type: 'string' }, answer: { type: 'string' } }, required: ['id', 'answer'] }, '30 days'),
    ).toMatchObject({ answer: '30 days' })
  })

  it('writes a number as a number', () => {
    expect(said({ type: 'object', properties: { days: { type: 'integer' } }, required: ['days'] }, '30')).toEqual({ days: 30 })
  })

  it('answers nothing if no field suits', () => {
    expect(said({ type: 'object', properties: { isOpen: { type: 'boolean' } }, required: ['isOpen'] }, '30 days')).toBeUndefined()
  })
})

describeAgainstAjv(60)
