import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultAnswers } from '../../../../src/answers/index.ts'
import { falsify, strategyNames, type StrategyName } from '../../../../src/engine/kit/falsehood/index.ts'
import { randomFrom } from '../../../../src/engine/base/random.ts'
import { textOfParts } from '../../../../src/engine/kit/reply.ts'
import { asked } from '../../../property/properties/evidence.ts'

const seeds = Array.from({ length: 40 }, (_, seed) => String(seed))

/** The different lies about a text over some seeds. */
function lies(text: string, strategy: StrategyName, facts: { truth: string; lies: string[] }[] = []): string[] {
  const told = seeds.map((seed) => falsify(text, strategy, { random: randomFrom(seed), facts })?.text)
  return [...new Set(told.filter((lie) => lie !== undefined))]
}

describe('a lie has the form of the truth', () => {
  it.for<[StrategyName, string, RegExp]>([
    ['number-drift', 'It takes 30 days.', /^It takes (20|40|50) days\.$/],
    ['number-drift', 'It costs 49.90 euros.', /^It costs \d{2}\.\d{2} euros\.$/],
    ['number-drift', 'We have 12,500 customers.', /^We have \d{1,2},\d{3} customers\.$/],
    ['number-drift', 'It was 87 % of all.', /^It was \d{2} % of all\.$/],
    ['number-drift', 'The share is 0.8 of all.', /^The share is 0\.[1-9] of all\.$/],
    ['number-drift', 'It was founded in 1998.', /^It was founded in (199[4-7]|1999|200[0-2])\.$/],
    ['number-drift', 'It takes thirty days.', /^It takes (twenty|forty|fifty|sixty|ninety) days\.$/],
    ['date-shift', 'It is due on 28 January 2026.', /^It is due on ([1-9]|1\d|2\d) January 2026\.$/],
    ['unit-swap', 'It takes 5 days.', /^It takes 5 (hours|weeks)\.$/],
    ['unit-swap', 'It weighs 5 kg.', /^It weighs 5 lb\.$/],
    ['entity-swap', 'Order 118 has left Oslo.', /^Order (1\d{2} has left Oslo|118 has left [A-Z][a-z]+)\.$/],
    ['entity-swap', 'A-1234', /^A-1\d{3}$/],
    ['entity-swap', 'maria.23@example.com', /^maria\.2\d@example\.com$/],
    ['negation', 'Yes, you can return it.', /^No, you cannot return it\.$/],
    ['negation', 'You do not have to pay for that.', /^You have to pay for that\.$/],
    ['negation', 'Shipping is free.', /^Shipping is not free\.$/],
    ['fabricated-citation', 'You can return it within 30 days.', /^You can return it within 30 days \(\w+ et al\., \d{4}, .*\)\.$/],
    ['negation', 'It costs 20 euros. Can I do anything else?', /^$/],
    ['negation', 'It is 25 °C in Oslo. Please write if that is not it.', /^$/],
    ['number-drift', 'Order 118 left on 28 January at 14:00 with A-1234, version 2.1.3.', /^$/],
    ['fabricated-citation', 'Maria Lopez', /^$/],
    ['fabricated-citation', 'https://example.com/page/12', /^$/],
  ])('%s of %j', ([strategy, text, form]) => {
    const told = lies(text, strategy)
    if (form.source === '^$') expect(told).toEqual([])
    else expect(told.length).toBeGreaterThan(0)
    for (const lie of told) expect(lie).toMatch(form)
    expect(told).not.toContain(text)
  })

  it('replaces a listed truth only as complete words', () => {
    expect(lies('After 15 days, or 5 days if urgent.', 'listed-lie', [{ truth: '5 days', lies: ['9 days'] }])).toEqual([
      'After 15 days, or 9 days if urgent.',
    ])
    expect(lies('After 15 days.', 'listed-lie', [{ truth: '5 days', lies: ['9 days'] }])).toEqual([])
  })

  it('has the length of the truth, except for a source, and is never the truth', () => {
    for (const question of ['Where is my parcel?', 'What is the capital of France?', 'What is the weather in Oslo?']) {
      for (const seed of seeds) {
        const call = asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: question }] }] })
        const answer = defaultAnswers(call, { random: randomFrom(seed), remember: (_, make) => make() })
        const truth = textOfParts((answer as { parts: Parameters<typeof textOfParts>[0] }).parts)
        for (const strategy of strategyNames) {
          const lie = falsify(truth, strategy, { random: randomFrom(seed), facts: [] })?.text
          if (lie === undefined) continue
          expect(lie).not.toBe(truth)
          if (strategy !== 'fabricated-citation') expect(Math.abs(lie.length - truth.length)).toBeLessThan(16)
        }
      }
    }
  })

  it('never splits a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, seed) => {
        const lie = falsify(`${text} 30 days 😀.`, 'any', { random: randomFrom(seed), facts: [] })?.text ?? ''
        expect(lie.isWellFormed()).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
