import { describe, expect, test } from 'vitest'
import { isTakenFrom, isWhatIsLeftOf, jsonIn } from '../../../../src/property/properties/truncation/half-json.ts'

const whole = { city: 'Lyon', days: 30, stops: ['Dijon', 'Beaune'], sender: { name: 'Ada Lovelace' } }

describe('what is left of truncated JSON', () => {
  test.each([
    ['a member is missing', { city: 'Lyon', days: 30, stops: ['Dijon', 'Beaune'] }],
    ['only the first member is there', { city: 'Lyon' }],
    ['a text stops early', { city: 'Lyon', days: 30, stops: ['Dijon', 'Bea'] }],
    ['a number stops early', { city: 'Lyon', days: 3 }],
    ['a list is shorter', { city: 'Lyon', days: 30, stops: ['Dijon'] }],
    ['what is missing was filled in', { city: 'Lyon', days: null, stops: [], sender: undefined }],
    ['an inner member is missing', { ...whole, sender: {} }],
  ])('is recognized if %s', (_, value) => {
    expect(isWhatIsLeftOf(value, whole)).toBe(true)
  })

  test.each([
    ['the complete value', whole],
    ['the complete value and more', { ...whole, at: 12 }],
    ['values of the app itself', { city: 'unknown', days: 0, stops: [] }],
    ['nothing but empty values', { city: null, days: null, stops: [] }],
    ['another object', { text: 'Lyon' }],
    ['a text', 'Lyon'],
    ['null', null],
  ])('is not %s', (_, value) => {
    expect(isWhatIsLeftOf(value, whole)).toBe(false)
  })

  test('can be a selection of another answer', () => {
    expect(isTakenFrom({ city: 'Lyon' }, whole)).toBe(true)
    expect(isTakenFrom({ city: 'Porto' }, whole)).toBe(false)
  })
})

describe('the JSON in an answer', () => {
  test.each([
    ['{"city":"Lyon"}', { city: 'Lyon' }],
    ['```json\n{"city":"Lyon"}\n```', { city: 'Lyon' }],
    ['refund({"order":7})', { order: 7 }],
    ['{"city":"Ly', undefined],
    ['It is in Lyon.', undefined],
  ])('of %j is found', (answer, json) => {
    expect(jsonIn(answer)).toEqual(json)
  })
})
