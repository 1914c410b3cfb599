import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../../../faults/catalogue.ts'
import { stalledStream } from '../../../../faults/index.ts'
import { defineFault } from '../../../../src/index.ts'
import { faultsOf } from '../../../../src/property/search/fault-choices.ts'
import { parameterArbitrary } from '../../../../src/property/search/parameters/arbitrary.ts'
import { plans } from '../../../../src/property/search/plans.ts'
import { anyTraits } from '../../../engine/traits.ts'

describe('parameters', () => {
  it.for(catalogue.map((fault) => [fault.name, fault] as const))('of %s are such as it takes', ([, fault]) => {
    fc.assert(fc.property(parameterArbitrary(fault), (parameters) => fault.parameters.safeParse(parameters).success))
  })

  it('last longer than any client waits, sometimes, and forever', () => {
    const durations = new Set(
      fc.sample(parameterArbitrary(stalledStream.fault), { seed: 1, numRuns: 200 }).map((parameters) => parameters['duration']),
    )
    expect(durations).toContain(600_000)
    expect(durations).toContain('forever')
  })

  it('cannot be drawn without a known range', () => {
    const echoing = defineFault({
      name: 'echoing',
      summary: 'says it',
      ...anyTraits,
      sources: [],
      breaks: [],
      parameters: z.object({ text: z.string() }),
      deliver: (beats) => beats,
    })
    expect(() => parameterArbitrary(echoing.fault)).toThrow(
      'Cannot draw parameters for "echoing": its "text" is required and has no schema to draw from.',
    )
    expect(() => plans({ faults: faultsOf(echoing({ text: 'oh' })) })).not.toThrow()
  })
})
