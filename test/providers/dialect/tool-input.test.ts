import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toolInput } from '../../../src/providers/dialect/tool-input.ts'

const object = fc
  .dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true })
  .map((input) => JSON.stringify(input))

describe('the input of a tool call in a body', () => {
  it('is what the model wrote', () => fc.assert(fc.property(object, (text) => void expect(toolInput(text)).toEqual(JSON.parse(text)))))

  it('is always an object, for any text of the model', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          object.map((text) => text.slice(1)),
          fc.json(),
        ),
        (text) => void expect(toolInput(text)).toBeTypeOf('object'),
      ),
    ))

  it('has no member that the model did not write', () =>
    fc.assert(
      fc.property(object, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const whole = JSON.parse(text) as Record<string, unknown>
        expect(Object.keys(whole)).toEqual(expect.arrayContaining(Object.keys(toolInput(text.slice(0, Math.floor(text.length * share))))))
      }),
    ))

  it.each([
    ['{"city": "Ghent", "day": "tom', { city: 'Ghent' }],
    ['{"city": "Ghent", "stops": [1, 2, {"a": 1', { city: 'Ghent', stops: [1, 2, {}] }],
    ['{"city": "Ghent"}}', { city: 'Ghent' }],
    ['```json\n{"city": "Ghent"}\n```', {}],
    ['{"city": Ghent}', {}],
    ['["Ghent"]', {}],
    ['', {}],
  ])('of %j is %j', (text, input) => {
    expect(toolInput(text)).toEqual(input)
  })
})
