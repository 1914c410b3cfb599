import { describe, expect, it } from 'vitest'
import {
  defineProperty,
  hasFailed,
  held,
  inconclusive,
  judgeEach,
  textOfValue,
  violated,
  type JournalCall,
  type Property,
  type Verdict,
} from '../../../src/kit.ts'
import { call, evidence, failed } from '../properties/evidence.ts'

/** The example of its documentation. */
const answersAtMost = (words: number): Property =>
  defineProperty({
    id: `answers-at-most(${words})`,
    statement: `an answer has at most ${words} words`,
    hint: 'Set max_tokens, and shorten what the fallback returns.',
    judge: (evidence) =>
      judgeEach(evidence, ({ settlement, calls }) => {
        if (!calls.some(hasFailed)) return inconclusive('no call failed')
        const text = settlement.type === 'value' ? textOfValue(settlement.value) : undefined
        if (text === undefined) return inconclusive('the task returned no text')
        const count = text.split(/\s+/).length
        return count <= words ? held : violated(`the answer has ${count} words`)
      }),
  })

describe('a property of your own', () => {
  const judged = (calls: readonly JournalCall[], value: unknown): Verdict =>
    answersAtMost(3).judge(evidence({ calls, settlement: { type: 'value', value } }))

  it('judges a run by its journal and its outcome', () => {
    expect(judged([failed(), call()], 'It comes tomorrow.')).toEqual(held)
    expect(judged([failed(), call()], 'It comes tomorrow, or later.')).toEqual(violated('the answer has 5 words'))
    expect(judged([call()], 'It comes tomorrow, or later.')).toEqual(inconclusive('no call failed'))
  })

  const right = { id: 'all-good', statement: 'all is good', hint: 'Be good.', judge: () => held }

  it.for(['falls-back', 'retries-at-most(2)', 'settles-within(60s)', 'at-most-once(refund of "a" (1))'])('can have the id %s', (id) => {
    expect(defineProperty({ ...right, id }).id).toBe(id)
  })

  it.for([
    ['no id', { id: undefined }, 'Cannot define a property with the id undefined: expected a name in kebab case'],
    ['a BigInt for an id', { id: 5n }, 'Cannot define a property with the id 5: expected a name in kebab case'],
    ['an id in words', { id: 'All good' }, 'Cannot define a property with the id "All good": expected a name in kebab case'],
    ['an id with an open parenthesis', { id: 'all-good(2' }, 'Cannot define a property with the id "all-good(2"'],
    [
      'an empty statement',
      { statement: ' ' },
      'Cannot define the property "all-good" with the statement " ": expected a text that states what must hold.',
    ],
    [
      'no hint',
      { hint: undefined },
      'Cannot define the property "all-good" with the hint undefined: expected a text that states how to fix an app that violates it.',
    ],
    ['a verdict for a judge', { judge: held }, 'Cannot define the property "all-good" with the judge {"type":"held"}: expected a function'],
    [
      'a member that it does not have',
      { judgeAborts: true },
      'Cannot define the property "all-good": it has no "judgeAborts". Did you mean "judgesAborts"?',
    ],
  ] as const)('cannot have %s', ([, wrong, message]) => {
    expect(() => defineProperty({ ...right, ...wrong } as never)).toThrow(message)
  })
})
