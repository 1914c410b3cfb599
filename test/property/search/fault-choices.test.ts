import { describe, expect, it } from 'vitest'
import { faultsOf } from '../../../src/property/search/fault-choices.ts'

describe('faultsOf', () => {
  it('needs a fault', () => {
    expect(() => faultsOf()).toThrow('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  })

  it('refuses what is none', () => {
    expect(() => faultsOf('overloaded' as never)).toThrow('faultsOf() needs faults or injections, but got overloaded.')
  })
})
