import { describe, expect, it } from 'vitest'
import { shaped } from '../../../../src/answers/schema/index.ts'
import type { JsonSchema } from '../../../../src/engine/model/call.ts'
import { falsifyJson } from '../../../../src/engine/kit/falsehood/json.ts'
import { randomFrom } from '../../../../src/engine/base/random.ts'

function falsified(
  value: unknown,
  schema: JsonSchema,
  strategy: Parameters<typeof falsifyJson>[2] = 'any',
  facts: { truth: string; lies: string[] }[] = [],
) {
  return falsifyJson(value, schema, strategy, { random: randomFrom('tuesday'), facts })
}

describe('falsifyJson', () => {
  it('lies about most of what is worth a lie', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { total: { type: 'integer', minimum: 10, maximum: 12, multipleOf: 2 } },
      required: ['total'],
    }
    for (let seed = 0; seed < 50; seed++) {
      const value = shaped(schema, randomFrom(String(seed)))
      expect(falsified(value, schema)).toMatchObject({ strategy: 'number-drift', path: '$.total' })
    }
  })

  it('returns a listed lie first, at any position of the truth', () => {
    const schema: JsonSchema = { type: 'object', properties: { ok: { type: 'boolean' }, policy: { type: 'string' } } }
    expect(falsified({ ok: true, policy: 'Within 30 days.' }, schema, 'any', [{ truth: '30 days', lies: ['90 days'] }])).toEqual({
      strategy: 'listed-lie',
      path: '$.policy',
      value: { ok: true, policy: 'Within 90 days.' },
    })
  })

  it('returns a listed lie as a number if the truth is one', () => {
    const schema: JsonSchema = { type: 'object', properties: { days: { type: 'integer' } } }
    expect(falsified({ days: 30 }, schema, 'any', [{ truth: '30', lies: ['90'] }])).toMatchObject({
      strategy: 'listed-lie',
      value: { days: 90 },
    })
  })

  it('takes another choice of an enum, and of none but its own', () => {
    const schema: JsonSchema = { type: 'object', properties: { status: { enum: ['open', 'closed'] }, size: { enum: ['small', 'large'] } } }
    expect(falsified({ status: 'open' }, schema)!.value).toEqual({ status: 'closed' })
  })

  it('keeps to the given strategy', () => {
    const schema: JsonSchema = { type: 'object', properties: { ok: { type: 'boolean' }, days: { type: 'integer' } } }
    expect(falsified({ ok: true, days: 30 }, schema, 'negation')!.value).toEqual({ ok: false, days: 30 })
    expect(falsified({ ok: true }, schema, 'number-drift')).toBeUndefined()
  })

  it('returns nothing if nothing else would be valid', () => {
    expect(falsified({ kind: 'fixed' }, { type: 'object', properties: { kind: { const: 'fixed' } } })).toBeUndefined()
  })
})
