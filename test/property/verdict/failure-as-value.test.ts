import { describe, expect, it } from 'vitest'
import { failureAsValue } from '../../../src/property/verdict/failure-as-value.ts'
import { call, failed } from '../properties/evidence.ts'

const overloaded = [failed(), call()]

describe('failureAsValue', () => {
  it.for<[string, unknown, RegExp]>([
    ['the message of an SDK', { answer: '503 Service temporarily unavailable' }, /its member answer is an error text.*503 Service/],
    ['a lost connection', 'Connection error.', /the value is an error text/],
    ['a printed error', { text: 'Sorry: RateLimitError: 429 too many requests' }, /RateLimitError/],
    ["a provider's error response", { summary: '{"error":{"message":"overloaded","type":"server_error"}}' }, /its member summary/],
    ['a page of HTML', ['<html><body>502 Bad Gateway</body></html>'], /its member 0/],
    ['undefined in a sentence', { mail: 'Dear undefined, your order is on its way.' }, /"undefined" instead of a word/],
    ['an object in a sentence', 'Your answer is [object Object].', /"\[object Object\]" instead of a word/],
    ['null in a sentence', 'Your parcel arrives on null.', /"null" instead of a word/],
    ['no number in a sentence', { text: 'You get NaN euros back.' }, /"NaN" instead of a word/],
    ['no number', { refund: { euros: Number.NaN } }, /its member refund\.euros is NaN/],
    ['truncated JSON', { record: '{"city": "Porto", "coun' }, /JSON that stops before its end/],
  ])('sees %s', ([, value, message]) => {
    expect(failureAsValue(value, overloaded, [{ answer: 'Tomorrow.' }])).toEqual({
      how: expect.stringMatching(message) as string,
      isStated: false,
    })
  })

  it.for<[string, unknown]>([
    ['an answer', { answer: 'It arrives tomorrow, between 9:00 and 10:00.' }],
    ['an error', new Error('503 Service temporarily unavailable')],
    ['a member for the error', { answer: null, error: '503 Service temporarily unavailable' }],
    ['a text next to the error', { answer: 'Connection error.', error: true }],
    ['a failure that is marked', { ok: false, text: 'Connection error.' }],
    ['a settled promise', [{ status: 'rejected', reason: new Error('Connection error.') }]],
    ['an apology', 'Our assistant is overloaded. Please try again in 5 minutes.'],
    ['a text about code', { answer: 'Reading a missing member is undefined behavior; `undefined` and "NaN" are values.' }],
    ['a contract', 'This coupon is null and void.'],
    ['complete JSON', { record: '{"city": "Porto"}' }],
    ['a list in prose', '[1] The first source says {this}.'],
    ['a number that looks like a status', '503 parcels are on their way.'],
    ['nothing', undefined],
  ])('lets %s pass', ([, value]) => {
    expect(failureAsValue(value, [call()], [{ answer: 'Tomorrow.' }])).toBeUndefined()
  })

  it('accepts what the task returns without faults, and what a model has answered', () => {
    expect(failureAsValue('Dear undefined, hello.', [], ['Dear undefined, good day.'])).toBeUndefined()
    expect(failureAsValue('Dear undefined, hello.', [call({ truth: 'Dear undefined, hello.' })], [])).toBeUndefined()
    expect(failureAsValue('{"city": "Po', [], ['{"city": "Por'])).toBeUndefined()
    expect(failureAsValue({ share: Number.NaN }, [], [{ share: Number.NaN }])).toBeUndefined()
  })

  it("sees the beginning of a model's answer", () => {
    const cut = call({ truth: '{"city":"Porto"}', received: '{"city":"Po', ending: 'truncated' })
    expect(failureAsValue({ record: cut.received }, [cut], [{ record: { city: 'Porto' } }])?.how).toMatch(/stops before its end/)
  })

  it.for<[string, unknown, unknown]>([
    ['a member that is new', { duplicate: undefined, caution: 'Connection error.' }, { duplicate: 'Lost parcel' }],
    ['a member that was empty', { done: ['a'], stoppedBy: 'Connection error.' }, { done: ['a', 'b'], stoppedBy: '' }],
    [
      'a member of an item that is new',
      {
        rows: [
          { id: 1, text: 'x' },
          { id: 2, why: 'Connection error.' },
        ],
      },
      { rows: [{ id: 1, text: 'x' }] },
    ],
    ['a list that was empty', { done: [], gaps: ['Connection error.'] }, { done: ['a'], gaps: [] }],
    ['a state that changes', { state: 'paused', text: 'Connection error.' }, { state: 'finished', text: 'Tomorrow.' }],
    ['a flag that changes', { complete: false, text: 'Connection error.' }, { complete: true, text: 'Tomorrow.' }],
  ])('takes %s for the report of the app', ([, value, reference]) => {
    expect(failureAsValue(value, overloaded, [reference])).toBeUndefined()
  })

  it.for<[string, unknown, unknown]>([
    ['an answer in one of the runs', { text: 'Connection error.' }, [{}, { text: 'Tomorrow.' }]],
    ['a state that does not change', { state: 'finished', text: 'Connection error.' }, [{ state: 'finished', text: 'Tomorrow.' }]],
    ['another model', { model: 'small', text: 'Connection error.' }, [{ model: 'large', text: 'Tomorrow.' }]],
    ['a list of answers', { texts: ['Tomorrow.', 'Connection error.'] }, [{ texts: ['Tomorrow.', 'Friday.'] }]],
    ['no other run', { text: 'Connection error.' }, []],
  ])('takes an error for an answer next to %s', ([, value, references]) => {
    expect(failureAsValue(value, overloaded, references as readonly unknown[])?.how).toMatch(/is an error text/)
  })

  it('sees whether a sentence states the failure before the error', () => {
    const stated = (text: string): boolean | undefined => failureAsValue({ text }, overloaded, [{ text: 'Tomorrow.' }])?.isStated
    expect(stated('The assistant failed: {"error":{"message":"overloaded"}}')).toBe(true)
    expect(stated('We could not answer (RateLimitError: 429 too many requests)')).toBe(true)
    expect(stated('Your answer: RateLimitError: 429 too many requests')).toBe(false)
    expect(stated('failed: RateLimitError: 429 too many requests')).toBe(false)
  })

  it('does not follow a circle', () => {
    const value: { self?: unknown; text: string } = { text: 'Tomorrow.' }
    value.self = value
    expect(failureAsValue(value, [], [])).toBeUndefined()
  })
})
