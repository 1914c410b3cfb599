import { describe, expect, it } from 'vitest'
import { jsonSchemaOf } from '../../../../src/providers/gemini/generate/json-schema.ts'

describe("Google's Schema as JSON Schema", () => {
  it.each<[string, object, object]>([
    ['a type in lower case', { type: 'STRING' }, { type: 'string' }],
    ['a value that can be null', { type: 'INTEGER', format: 'int32', nullable: true }, { type: ['integer', 'null'] }],
    [
      'choices that can be null',
      { type: 'STRING', format: 'enum', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'counts as numbers',
      { type: 'ARRAY', minItems: '1', items: { type: 'NUMBER', format: 'double' } },
      { type: 'array', minItems: 1, items: { type: 'number' } },
    ],
    [
      'members with any names',
      {
        type: 'OBJECT',
        properties: { type: { type: 'STRING' }, nullable: { type: 'BOOLEAN' } },
        required: ['type'],
        propertyOrdering: ['type'],
      },
      { type: 'object', properties: { type: { type: 'string' }, nullable: { type: 'boolean' } }, required: ['type'] },
    ],
    [
      'alternatives',
      { anyOf: [{ type: 'STRING' }, { type: 'NUMBER' }], nullable: true },
      { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
    ],
    ['forms of a text', { type: 'STRING', format: 'date-time' }, { type: 'string', format: 'date-time' }],
  ])('has %s', (_, given, expected) => {
    expect(jsonSchemaOf(given as Record<string, unknown>)).toEqual(expected)
  })
})
