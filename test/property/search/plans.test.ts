import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { truncatedStream } from '../../../faults/index.ts'
import { anthropic, brownout, openai } from '../../../src/index.ts'
import { faultsOf } from '../../../src/property/search/fault-choices.ts'
import { plans } from '../../../src/property/search/plans.ts'

describe('plans', () => {
  it('are injections for a chaos, and print in plain words', () => {
    const chaos = brownout({ providers: [openai(), anthropic()] })
    const space = plans({ faults: faultsOf(truncatedStream), atMost: 1, providers: ['openai', 'anthropic'] })
    fc.assert(
      fc.property(space, (plan) => {
        chaos.reset()
        chaos.inject(...plan)
        return chaos.injections.length === plan.length
      }),
    )
    const { counterexample } = fc.check(fc.property(space, (plan) => plan.length === 0))
    expect(fc.stringify(counterexample![0])).toBe('[truncated-stream on every call]')
  })

  it('single out no later call than allowed', () => {
    fc.assert(fc.property(plans({ horizon: 2 }), (plan) => plan.every(({ trigger }) => (trigger.nth ?? 1) <= 2)))
  })

  it.for([
    [{ atMost: 0 }, 'plans() cannot draw plans with { atMost: 0 }: expected an integer of at least 1.'],
    [{ horizon: 1.5 }, 'plans() cannot draw plans with { horizon: 1.5 }'],
    [{ most: 2 }, 'plans() cannot read its options: it has no "most".'],
  ] as const)('refuse %j', ([options, message]) => {
    expect(() => plans(options as never)).toThrow(message)
  })
})
