import { describe, expect, test } from 'vitest'
import { containmentOf } from '../../../../src/property/properties/truncation/half-text.ts'

const truth = 'Your parcel left Berlin today, and it will be in Lyon on Friday.'
const half = { received: 'Your parcel left Berlin to', truth }

describe('a text and a truncated answer', () => {
  test.each([
    ['contains all of it', 'Your parcel left Berlin to', 'all of it'],
    ['contains it in other case, with markdown', '**YOUR parcel** left\n_Berlin_ to', 'all of it'],
    ['contains it after words of the app', 'Answer: Your parcel left Berlin to', 'all of it'],
    ['contains it before words of the app', 'Your parcel left Berlin to – your team', 'with words after it'],
    ['contains it without its last word', 'Your parcel left Berlin', 'its beginning'],
    ['continues as the complete answer does', truth, undefined],
    ['ends later than the truncated answer', 'Your parcel left Berlin today, and', undefined],
    ['is another', 'It is in Lyon.', undefined],
    ['is empty', '', undefined],
  ])('%s', (_, text, containment) => {
    expect(containmentOf(text, half, [])).toBe(containment)
  })

  test('can be joined to a complete answer', () => {
    expect(containmentOf(`${half.received}\nIt is in Lyon.`, half, ['It is in Lyon.'])).toBe('all of it')
  })

  test('can continue like the answer of another model', () => {
    expect(containmentOf('Your parcel left Berlin to visit Lyon.', half, ['Your parcel left Berlin to visit Lyon, and Nice.'])).toBe(
      undefined,
    )
  })

  test('are compared line by line if the answer is short', () => {
    const short = { received: 'Lyon', truth: 'Lyon, tomorrow' }
    expect(containmentOf('Answer:\nLyon', short, [])).toBe('all of it')
    expect(containmentOf('Lyon is a city.', short, [])).toBe(undefined)
  })
})
