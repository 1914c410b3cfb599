import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../../faults/catalogue.ts'
import { defineFault } from '../../../src/engine/plan/define-fault.ts'
import { anyFault, faultsOf } from '../../../src/property/search/fault-choices.ts'
import { anyTraits } from '../../engine/traits.ts'

const faultNamed = (name: string) =>
  defineFault({ name, summary: 'nothing', ...anyTraits, sources: [], breaks: [], parameters: z.object({}), admit: () => undefined })

describe('faultsOf', () => {
  it('needs a fault', () => {
    expect(() => faultsOf()).toThrow('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  })

  it('refuses what is none', () => {
    expect(() => faultsOf('overloaded' as never)).toThrow('Cannot search with overloaded: expected a fault, such as truncatedStream.')
  })
})

describe('anyFault', () => {
  it('has the faults of the catalogue, then your own', () => {
    const own = faultNamed('made-up')
    expect(anyFault(own).choices.map(({ fault }) => fault)).toEqual([...catalogue, own.fault])
  })

  it('refuses a fault with the name of another one of the catalogue', () => {
    expect(() => anyFault(faultNamed('overloaded'))).toThrow('Cannot search with your fault "overloaded": the catalogue has another')
  })
})
