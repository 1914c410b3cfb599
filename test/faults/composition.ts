import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { internalsOf } from '../../src/brownout.ts'
import { brownout, Injection, virtualTime, type FaultDefinition } from '../../src/index.ts'
import { readParameters } from '../../src/engine/plan/parameters.ts'
import { intercept } from '../../src/intercept/network.ts'
import { StuckError } from '../../src/time/index.ts'
import { dialects } from '../dialects/index.ts'

const providers = [...new Map(dialects.map(({ provider }) => [provider().name, provider])).values()]

function injectionOf(fault: FaultDefinition): Injection {
  return new Injection(fault, readParameters(fault, {}))
}

/** Lets all dialects be asked under some faults, and says what must hold of any composition. Streamed, they are asked for a tool call; whole, for JSON. */
async function expectToCompose(faults: readonly FaultDefinition[], stream: boolean): Promise<void> {
  const chaos = brownout({
    seed: 'tuesday',
    providers: providers.map((provider) => provider()),
    pace: { firstToken: '100ms', perDelta: '10ms' },
  })
  chaos.inject(...faults.map(injectionOf))
  const release = intercept({ handlers: chaos.handlers, knows: (url) => internalsOf(chaos).router.knows(url), escaped: () => {} })
  // Vectors are never streamed: they have their turn when all is whole.
  const asked = dialects.filter(({ operation }) => !stream || operation === undefined)
  const asks = (): Promise<unknown>[] => asked.map((dialect) => dialect.ask(stream ? { stream, tool: 'required' } : { stream, json: true }))
  try {
    await virtualTime(() => Promise.allSettled(asks()), { seed: 'tuesday' }).catch((error: unknown) => {
      if (error instanceof StuckError) throw new Error(`stuck under ${faults.map(({ name }) => name).join(' and ')}`, { cause: error })
      throw error
    })
  } finally {
    release()
  }
  const { calls, bugs, unhandled } = chaos.journal
  expect([bugs, unhandled, calls.length]).toEqual([[], [], asked.length])
  for (const { ending, endedAt, startedAt } of calls) {
    expect(ending).toMatch(/^(?:complete|cut|reset|aborted|refused)$/)
    expect(endedAt).toBeGreaterThanOrEqual(startedAt)
  }
}

const pairs = catalogue.flatMap((first, index) => catalogue.slice(index).map((second) => [first, second] as const))

/** How many files the pairs are shared out to, so that they are tried side by side. */
export const shares = 4

/** Long enough for a machine that does much else besides: under virtual time, what hangs is found out at once. */
const timeout = 180_000

/** Puts one share of all pairs of faults before every dialect, in both orders. */
export function describePairs(share: number): void {
  const own = catalogue.filter((_, index) => index % shares === share)
  describe('every fault composes with every other, before every dialect', () => {
    it.for(own)('$name, with each', { timeout }, async (fault) => {
      for (const pair of pairs.filter(([first]) => first === fault)) {
        await expectToCompose(pair, true)
        await expectToCompose(pair.toReversed(), false)
      }
    })
  })
}

/** Puts some of all triples of faults before every dialect. */
export function describeTriples(): void {
  it('any three faults compose, before every dialect', { timeout }, () =>
    fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...catalogue), { minLength: 3, maxLength: 3 }), fc.boolean(), expectToCompose),
      { numRuns: 100 },
    ),
  )
}
