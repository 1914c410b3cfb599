import Ajv2020 from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { malformedKeyword } from '../../../src/engine/kit/schema/malformed.ts'

describe('malformedKeyword', () => {
  it.for<[unknown, readonly (string | number)[] | undefined]>([
    [{ type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] }, undefined],
    [true, undefined],
    [{ type: ['string', 'null'], pattern: '^a', enum: ['a', null], 'x-mine': 7 }, undefined],
    [{ items: [{ type: 'string' }], exclusiveMinimum: true }, undefined],
    [null, []],
    [{ type: 'text' }, ['type']],
    [{ type: [] }, ['type']],
    [{ properties: { id: { type: 'object', required: 1.5 } } }, ['properties', 'id', 'required']],
    [{ anyOf: [{ type: 'string' }, 7] }, ['anyOf', 1]],
    [{ properties: null }, ['properties']],
    [{ minItems: -1 }, ['minItems']],
    [{ pattern: '(' }, ['pattern']],
    [{ $defs: { a: { enum: {} } } }, ['$defs', 'a', 'enum']],
  ])('of %j', ([schema, path]) => {
    expect(malformedKeyword(schema)?.path).toEqual(path)
  })

  it('finds nothing wrong with what the meta-schema of JSON Schema takes', () => {
    const ajv = new Ajv2020.default({ strict: false, logger: false })
    const value = fc.oneof(fc.constantFrom<unknown>(1, -1, 'string', true, null, [], {}, ['a'], { a: {} }, [{}], { a: ['b'] }))
    const names = [
      'type',
      'required',
      'enum',
      'properties',
      'items',
      'anyOf',
      'minItems',
      'maximum',
      'not',
      '$ref',
      'uniqueItems',
      'dependentRequired',
    ]
    const schema = fc.dictionary(fc.constantFrom(...names), value)
    fc.assert(
      fc.property(schema, (given) => {
        if (ajv.validateSchema(given) === true) expect(malformedKeyword(given)).toBeUndefined()
      }),
    )
  })
})
