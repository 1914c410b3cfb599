import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mentionsIn } from '../../src/answers/mentions.ts'
import { shaped } from '../../src/answers/schema/index.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import { falsifyJson } from '../../src/engine/kit/falsehood/json.ts'
import { violationOf } from '../../src/engine/kit/schema/violation.ts'
import type { JsonSchema } from '../../src/engine/model/call.ts'
import { errorsOf, isValid, schemas } from './schemas.ts'

const question =
  'Maria Silva (maria@silva.example) orders 3 of SKU-1 and 4 of "tea" from Porto, Oslo and Bergen on 3 May 2026 for 12.50 euros.'

// From 1e21 on ajv accepts no number as an integer: it reads them with parseInt.
const values = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('e+')) },
  fc.constantFrom<unknown>(0, 3, 7.5, '', 'low', '2024-02-30', 'a@b.co', [], {}, { count: 4 }, null),
)

// ajv-formats takes some texts for references that RFC 3986 does not: quotes, spaces, braces.
const isLenient = (schema: unknown): boolean => JSON.stringify(schema).includes('uri-reference')

/** Answers made for a schema, falsified under it and judged by it, compared with ajv for the given number of random schemas. */
export function describeAgainstAjv(numRuns: number): void {
  describe('against ajv', { timeout: 120_000 }, () => {
    it('makes valid values', () => {
      fc.assert(
        fc.property(schemas, fc.string(), (schema, seed) => {
          expect(errorsOf(shaped(schema, randomFrom(seed)), schema)).toEqual([])
        }),
        { numRuns },
      )
    })

    it('makes valid values of what a conversation mentions', () => {
      const mentions = mentionsIn({ messages: [{ role: 'user', parts: [{ type: 'text', text: question }] }] })
      fc.assert(
        fc.property(schemas, fc.string(), (schema, seed) => {
          expect(errorsOf(shaped(schema, randomFrom(seed), mentions), schema)).toEqual([])
        }),
        { numRuns },
      )
    })

    it('falsifies a value without leaving its schema', () => {
      fc.assert(
        fc.property(schemas, fc.string(), (schema, seed) => {
          const value = shaped(schema, randomFrom(seed))
          const falsehood = falsifyJson(value, schema, 'any', { random: randomFrom(`${seed}/lie`), facts: [] })
          fc.pre(falsehood !== undefined)
          expect(falsehood.value).not.toEqual(value)
          expect(errorsOf(falsehood.value, schema)).toEqual([])
        }),
        { numRuns },
      )
    })

    it('judges any value', () => {
      fc.assert(
        fc.property(schemas, values, (schema, value) => {
          fc.pre(!isLenient(schema))
          expect(violationOf(value, schema) === undefined).toBe(isValid(value, schema))
        }),
        { numRuns: numRuns * 2 },
      )
    })

    it('judges what was made of one schema under another', () => {
      fc.assert(
        fc.property(schemas, schemas, fc.string(), (schema: JsonSchema, other: JsonSchema, seed) => {
          const value = shaped(other, randomFrom(seed))
          expect(violationOf(value, schema) === undefined).toBe(isValid(value, schema))
        }),
        { numRuns },
      )
    })
  })
}
