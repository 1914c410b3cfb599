import { describe, expect, it } from 'vitest'
import { shaped } from '../../src/answers/schema/index.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import type { JsonSchema } from '../../src/engine/model/call.ts'

interface Work {
  reads: number
}

/** A schema that counts how often anything in it is read. */
function counting(value: unknown, work: Work): unknown {
  if (typeof value !== 'object' || value === null) return value
  const within = new Map<PropertyKey, unknown>()
  return new Proxy(value, {
    get(target, name) {
      work.reads++
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'object' || member === null) return member
      if (!within.has(name)) within.set(name, counting(member, work))
      return within.get(name)
    },
    ownKeys(target) {
      const names = Reflect.ownKeys(target)
      work.reads += names.length
      return names
    },
  })
}

/** How often a schema is read to make a value of it. */
function readsOf(schema: unknown): number {
  const work = { reads: 0 }
  shaped(counting(schema, work) as JsonSchema, randomFrom('tuesday'))
  return work.reads
}

const times = <Value>(count: number, make: (index: number) => Value): Value[] => Array.from({ length: count }, (_, index) => make(index))

function nested(depth: number, around: (inner: unknown) => unknown): unknown {
  return times(depth, () => around).reduce<unknown>((inner, wrap) => wrap(inner), { type: 'string' })
}

const needing = (name: string): object => ({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] })

describe('the work on a value', () => {
  it.for<[string, number, (size: number) => unknown]>([
    ['the length of an enum', 500, (size) => ({ enum: times(size, (index) => `choice ${index}`) })],
    ['the length of an enum of objects', 500, (size) => ({ enum: times(size, (index) => ({ index })) })],
    ['the number of branches', 500, (size) => ({ anyOf: times(size, (index) => ({ const: index })) })],
    ['the number of parts', 100, (size) => ({ allOf: times(size, (index) => needing(`p${index}`)) })],
    [
      'the number of properties',
      250,
      (size) => ({
        type: 'object',
        properties: Object.fromEntries(times(size, (index) => [`p${index}`, { type: 'string' }])),
        required: times(size, (index) => `p${index}`),
      }),
    ],
    ['the depth of objects', 6, (size) => nested(size, (inner) => ({ type: 'object', properties: { a: inner }, required: ['a'] }))],
    ['the depth of lists', 6, (size) => nested(size, (inner) => ({ type: 'array', items: inner, minItems: 1, maxItems: 1 }))],
  ])('grows no faster than %s', ([, size, schemaOf]) => {
    const [one, four] = [readsOf(schemaOf(size)), readsOf(schemaOf(4 * size))]
    expect(four / one).toBeLessThan(5.5)
  })

  it.for<[string, object]>([
    [
      'patterns for names',
      {
        type: 'object',
        patternProperties: Object.fromEntries(times(800, (index) => [`^p${index}`, { type: 'string' }])),
        required: times(800, (index) => `p${index}`),
      },
    ],
    ['parts that double', nested(25, (inner) => ({ type: 'object', properties: { a: inner, b: inner }, required: ['a', 'b'] })) as object],
    ['items that must differ', { type: 'array', uniqueItems: true, minItems: 3_000, items: { type: 'integer' } }],
  ])('is ended with a text if it takes too much work: %s', ([, schema]) => {
    expect(() => shaped(schema as JsonSchema, randomFrom('tuesday'))).toThrow(/^Cannot make a value within 100,000 steps/)
  })
})
