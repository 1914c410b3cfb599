import { describe, expect, it } from 'vitest'
import { saysThereIsNone } from '../../../src/property/baseline/honest-words.ts'

describe('a value that states that it has no answer', () => {
  it.for([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['an empty list', []],
    ['members that are all empty', { text: '', items: [], found: false }],
    ['an apology', 'Sorry, I cannot answer right now.'],
    ['what to do instead', { reply: 'Please try again in a minute.' }],
    ['a flag', { reply: 'Call us at 030-123.', degraded: true }],
    ['a flag of a member', { reply: { text: 'Call us.', source: { fallback: 'phone' } } }],
  ] as const)('is %s', ([, value]) => {
    expect(saysThereIsNone(value)).toBe(true)
  })

  it.for([
    ['an ordinary text', 'Your parcel arrives on Friday.'],
    ['an approval', { approved: true }],
    ['a number', { total: 0, currency: 'EUR' }],
    ['a flag that is not set', { reply: 'Your parcel arrives on Friday.', degraded: false }],
  ] as const)('is not %s', ([, value]) => {
    expect(saysThereIsNone(value)).toBe(false)
  })
})
