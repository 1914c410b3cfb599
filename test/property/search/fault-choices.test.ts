import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { misroutedAnswer, overloaded } from '../../../faults/index.ts'
import { catalogue } from '../../../faults/catalogue.ts'
import { defineFault } from '../../../src/engine/plan/define-fault.ts'
import { anyFault, faultsOf, type AnyFaultOptions } from '../../../src/property/search/fault-choices.ts'
import { anyTraits } from '../../engine/traits.ts'

const faultNamed = (name: string) =>
  defineFault({ name, summary: 'nothing', ...anyTraits, sources: [], breaks: [], parameters: z.object({}), admit: () => undefined })

describe('faultsOf', () => {
  it('needs a fault', () => {
    expect(() => faultsOf()).toThrow('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  })

  it('refuses an unknown fault', () => {
    expect(() => faultsOf('overloaded' as never)).toThrow('Cannot search with "overloaded": expected a fault, such as truncatedStream.')
    expect(() => faultsOf(5n as never)).toThrow('Cannot search with 5: expected a fault')
  })
})

describe('anyFault', () => {
  it('has the faults of the catalogue, then your own', () => {
    const own = faultNamed('made-up')
    expect(anyFault({ and: [own] }).choices.map(({ fault }) => fault)).toEqual([...catalogue, own.fault])
  })

  it('refuses a fault with the name of another one of the catalogue', () => {
    expect(() => anyFault({ and: [faultNamed('overloaded')] })).toThrow(
      'Cannot search with your fault "overloaded": the catalogue has another',
    )
  })

  it('omits the excluded faults', () => {
    const { choices, isCatalogue } = anyFault({ except: [misroutedAnswer, overloaded] })
    const names = choices.map(({ fault }) => fault.name)
    expect(names).toHaveLength(catalogue.length - 2)
    expect(names).not.toContain('misrouted-answer')
    expect(names).not.toContain('overloaded')
    expect(isCatalogue).toBe(true)
  })

  it.for([
    ['a fault alone', faultNamed('made-up'), 'anyFault() cannot read the fault "made-up": expected options, such as'],
    [
      'an unknown option',
      { without: [misroutedAnswer] },
      'anyFault() cannot read its options: it has no "without". Expected one of: except, and.',
    ],
    ['no list', { except: misroutedAnswer }, 'anyFault() cannot read { except: the fault "misrouted-answer" }: expected a list of faults.'],
    ['a name', { except: ['overloaded'] }, 'anyFault() cannot exclude "overloaded": expected a fault of the catalogue'],
    ['a BigInt', { except: [5n] }, 'anyFault() cannot exclude 5: expected a fault of the catalogue'],
    [
      'an injection',
      { except: [overloaded()] },
      'anyFault() cannot exclude the fault "overloaded": expected a fault of the catalogue without',
    ],
    [
      'a fault that is not in the catalogue',
      { except: [faultNamed('overloadet')] },
      'anyFault() cannot exclude the fault "overloadet": it is not in the catalogue. Did you mean "overloaded"?',
    ],
  ] as const)('does not take %s', ([, options, message]) => {
    expect(() => anyFault(options as unknown as AnyFaultOptions)).toThrow(message)
  })
})
