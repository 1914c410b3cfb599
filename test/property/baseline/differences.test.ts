import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Answers } from '../../../src/property/baseline/answers.ts'
import { differencesOf, type Difference, type Expectation } from '../../../src/property/baseline/differences.ts'
import type { Snapshot } from '../../../src/property/trial/snapshot.ts'
import { call } from '../properties/evidence.ts'

const none = new Answers([])

function differences(is: Snapshot, was: Snapshot, others: Partial<Expectation> = {}): Difference[] {
  return differencesOf(is, { value: was, variants: [], answers: none, expectedAnswers: none, isStrict: false, ...others })
}

function paths(is: Snapshot, was: Snapshot, others: Partial<Expectation> = {}): string[] {
  return differences(is, was, others).map(({ kind, path }) => `${kind} ${path}`)
}

function answered(...texts: readonly string[]): Answers {
  return new Answers(texts.map((received) => call({ received })))
}

/** The same value with the members of every object in the other order. */
function reversed(value: Snapshot): Snapshot {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  )
}

const anyValue = fc.jsonValue().map((value) => value as Snapshot)

describe('a value', () => {
  it('never differs from itself', () => {
    fc.assert(
      fc.property(anyValue, fc.array(anyValue), fc.boolean(), fc.boolean(), (value, variants, isStrict, isUnordered) => {
        expect(differences(value, structuredClone(value), { variants, isStrict, isUnordered })).toEqual([])
      }),
    )
  })

  it('does not differ by the order of its members', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(differences(reversed(value), value)).toEqual([])
      }),
    )
  })

  it('does not differ from any of its variants', () => {
    fc.assert(
      fc.property(anyValue, fc.array(anyValue), anyValue, (was, variants, is) => {
        expect(differences(is, was, { variants: [...variants, is] })).toEqual([])
      }),
    )
  })

  it('differs by its order only if that counts', () => {
    expect(paths(['a', 'b'], ['b', 'a'])).toEqual(['changed [0]', 'changed [1]'])
    expect(paths(['a', 'b'], ['b', 'a'], { isUnordered: true })).toEqual([])
    expect(paths({ items: [{ id: 1 }, { id: 2 }] }, { items: [{ id: 2 }, { id: 1 }] }, { isUnordered: true })).toEqual([])
  })
})

describe('a difference', () => {
  it.for([
    ['another text', { a: 'x' }, { a: 'y' }, 'changed a'],
    ['another number', { a: 3 }, { a: 4 }, 'changed a'],
    ['another flag', { a: true }, { a: false }, 'changed a'],
    ['an empty text', { a: '' }, { a: 'y' }, 'emptied a'],
    ['an empty list', { a: [] }, { a: ['y'] }, 'emptied a'],
    ['a shorter list', ['x'], ['x', 'y'], 'missing value'],
    ['a longer list', { a: ['x', 'y'] }, { a: ['x'] }, 'added a'],
    ['a missing member', {}, { a: 1 }, 'missing a'],
    ['another member', { a: 1, b: 2 }, { a: 1 }, 'added b'],
    ['another type', { a: '1' }, { a: 1 }, 'type a'],
    ['nothing instead of a text', null, 'x', 'type value'],
    ['a member of an item', { items: [{ id: 1 }, { id: 2 }] }, { items: [{ id: 1 }, { id: 3 }] }, 'changed items[1].id'],
  ] as const)('is %s', ([, is, was, expected]) => {
    expect(paths(is, was)).toEqual([expected])
  })

  it.for([
    ['a sum that is rounded otherwise', 0.1 + 0.2, 0.3],
    ['a member that is undefined', { a: undefined }, {}],
  ] as const)('is not %s', ([, is, was]) => {
    expect(paths(is, was)).toEqual([])
  })
})

describe('what varies between runs without a fault', () => {
  it('is masked by place, and nothing else is', () => {
    const was = { id: 'r-1', status: 'done' }
    const variants = [{ id: 'r-2', status: 'done' }]
    expect(paths({ id: 'r-9', status: 'done' }, was, { variants })).toEqual([])
    expect(paths({ id: 'r-9', status: 'failed' }, was, { variants })).toEqual(['changed status'])
  })

  it('must still be there, of its type, and not empty', () => {
    const variants = [{ id: 'r-2' }]
    expect(paths({}, { id: 'r-1' }, { variants })).toEqual(['missing id'])
    expect(paths({ id: 7 }, { id: 'r-1' }, { variants })).toEqual(['type id'])
    expect(paths({ id: '' }, { id: 'r-1' }, { variants })).toEqual(['emptied id'])
  })

  it('can be the length of a list, a number or a member', () => {
    expect(paths([1, 2, 3], [1], { variants: [[1, 2]] })).toEqual([])
    expect(paths({ took: 900 }, { took: 300 }, { variants: [{ took: 301 }] })).toEqual([])
    expect(paths({ took: Number.NaN }, { took: 300 }, { variants: [{ took: 301 }] })).toEqual(['changed took'])
    expect(paths({ a: 1, hint: 'x' }, { a: 1 }, { variants: [{ a: 1, hint: 'y' }] })).toEqual([])
  })
})

describe('the text of a model', () => {
  const expectedAnswers = answered('It arrives on Friday.')
  const answers = answered('It will be there by Friday noon.')

  it('can be another answer', () => {
    expect(paths('It will be there by Friday noon.', 'It arrives on Friday.', { answers, expectedAnswers })).toEqual([])
    expect(paths('Hello! It will be there by Friday noon.', 'Hello! It arrives on Friday.', { answers, expectedAnswers })).toEqual([])
  })

  it('must be an answer, in its usual place', () => {
    expect(paths('It will be', 'It arrives on Friday.', { answers, expectedAnswers })).toEqual(['changed value'])
    expect(paths('Hello! It will be there by Friday noon.', 'It arrives on Friday.', { answers, expectedAnswers })).toEqual([
      'changed value',
    ])
  })

  it('must be the same answer if the models gave the same', () => {
    const others = { answers, expectedAnswers, isStrict: true }
    expect(paths('It will be there by Friday noon.', 'It arrives on Friday.', others)).toEqual(['changed value'])
  })

  it('is distinguished from the text of the app', () => {
    const [difference] = differences('', 'It arrives on Friday.', { expectedAnswers })
    expect(difference?.isFromModel).toBe(true)
    expect(differences('late', 'early', { expectedAnswers })[0]?.isFromModel).toBe(false)
  })
})
