import { describe, expect } from 'vitest'
import { confidentlyWrong } from '../../faults/confidently-wrong.ts'
import { strategyNames } from '../../src/engine/kit/falsehood/index.ts'
import { violationOf } from '../../src/engine/kit/schema/violation.ts'
import { answers } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { clients, hear } from './bench.ts'
import { order, orderSchema, structured, test } from './structured.ts'

const truth = 'Yes, you can return it within 30 days from 9 June. Maria Lopez in Rotterdam pays 25 euros.'
const fact = { prompt: /return/i, truth, lies: ['No returns are possible at all.'] }
const factTest = withChaos({ seed: 'tuesday', answers: answers.facts([fact]) })

/** What each strategy makes of the truth, in words. */
const told: Readonly<Record<(typeof strategyNames)[number], RegExp>> = {
  'listed-lie': /^No returns are possible at all\.$/,
  'number-drift': /within (?!30 )\d+ days|from (?!9 )\d+ June|pays (?!25 )\d+ euros/,
  'date-shift': /from (?!9 June)\d+ June/,
  'unit-swap': /30 (?!days)\w+ from|25 (?!euros)\w+\./,
  negation: /^No,|cannot|can not/,
  'entity-swap': /days from 9 June\. (?!Maria Lopez in Rotterdam)/,
  'fabricated-citation': /\(\w+ et al\., \d{4}, .*\)\./,
}

describe.for(clients)('confidentlyWrong with $name', ({ ask, stream }) => {
  factTest.for(strategyNames)(
    'gives a wrong answer by %s, streaming and non-streaming, with the truth in the journal',
    async (strategy, { chaos }) => {
      chaos.inject(confidentlyWrong({ strategy }))
      const whole = await ask()
      const streamed = (await hear(stream())).pieces.join('')
      for (const text of [whole, streamed]) expect(text).toMatch(told[strategy])
      expect(chaos.journal.calls.map((call) => [call.truth, call.received, call.ending])).toEqual([
        [truth, whole, 'complete'],
        [truth, streamed, 'complete'],
      ])
      expect(chaos.journal.calls[0]!.notes).toEqual([`confidently-wrong: ${strategy}`])
    },
  )
})

describe.for(structured)('confidentlyWrong, in JSON by $name', ({ ask }) => {
  test.for(['any', 'number-drift', 'entity-swap', 'date-shift', 'negation'] as const)(
    'is wrong by %s, and valid',
    async (strategy, { chaos }) => {
      chaos.inject(confidentlyWrong({ strategy }))
      const wrong: unknown = JSON.parse(await ask())
      expect(wrong).not.toEqual(order)
      expect(violationOf(wrong, orderSchema)).toBeUndefined()
      expect(chaos.journal).toHaveFired('confidently-wrong')
    },
  )
})

describe('confidentlyWrong', () => {
  test('gives the same false answer for the same seed', async ({ chaos }) => {
    const answers = new Set<string>()
    for (let count = 0; count < 3; count++) {
      chaos.reset('friday')
      chaos.inject(confidentlyWrong())
      answers.add(await structured[0]!.ask())
    }
    expect(answers.size).toBe(1)
  })
})
