import { describe, expect, it } from 'vitest'
import { faultsOf } from '../../../src/property/search/fault-choices.ts'

describe('faultsOf', () => {
  it('needs a fault', () => {
    expect(() => faultsOf()).toThrow('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  })

  it('refuses what is none', () => {
    expect(() => faultsOf('overloaded' as never)).toThrow('Cannot search with overloaded: expected a fault, such as truncatedStream.')
  })
})
