import { describe, expect, it } from 'vitest'
import { Answers } from '../../../src/property/baseline/answers.ts'
import { call } from '../properties/evidence.ts'

const parcel = 'Your parcel arrives on Friday.'
const invoice = '{"city":"Utrecht","total":17.42,"paid":true}'

describe('the answers of models', () => {
  const answers = new Answers([call({ received: parcel }), call({ received: invoice }), call({ received: 'ok' })])

  it.for([
    ['an answer', parcel, '‹answer›'],
    ['an answer within a text', `Dear customer, ${parcel} Bye!`, 'Dear customer, ‹answer› Bye!'],
    ['a text within an answer in JSON', 'We deliver to Utrecht.', 'We deliver to ‹answer›.'],
    ['a short answer alone', 'ok', '‹answer›'],
    ['a short answer within a word', 'looking', 'looking'],
    ['half an answer', 'Your parcel', 'Your parcel'],
  ] as const)('mask %s', ([, text, masked]) => {
    expect(answers.mask(text)).toBe(masked)
    expect(answers.isIn(text)).toBe(masked !== text)
  })

  it.for([
    ['a part of an answer', 'on Friday', true],
    ['a number in an answer', 17.42, true],
    ['a flag in an answer', true, true],
    ['a text that contains an answer', `> ${parcel}`, true],
    ['another text', 'on Monday', false],
    ['another number', 99.5, false],
    ['one digit, which is in any text', 7, false],
    ['two letters, which are in any text', 'on', false],
  ] as const)('gave or did not give %s', ([, value, expected]) => {
    expect(answers.gave(value)).toBe(expected)
  })

  it('are found in any member of a value', () => {
    expect(answers.areIn({ reply: [{ text: parcel }] })).toBe(true)
    expect(answers.areIn({ reply: [{ text: 'Sorry.' }], attempts: 2, left: null })).toBe(false)
  })
})

describe('what is not an answer', () => {
  it.for([
    ['a truncated answer', call({ received: parcel, ending: 'truncated' })],
    ['an answer that the limit ended', call({ received: parcel, finish: 'length' })],
    ['a refusal', call({ received: parcel, finish: 'refusal' })],
    ['an error response', call({ received: parcel, status: 500, ending: 'refused' })],
  ] as const)('is %s', ([, given]) => {
    expect(new Answers([given]).isIn(parcel)).toBe(false)
  })
})
