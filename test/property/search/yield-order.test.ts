import { describe, expect, it } from 'vitest'
import { anyFault } from '../../../src/property/search/fault-choices.ts'
import { byYield } from '../../../src/property/search/yield-order.ts'

describe('the order of faults', () => {
  it('tries first the faults that tend to violate the given properties', () => {
    const [first] = byYield(anyFault().choices, [{ id: 'no-silent-truncation' }])
    expect(first!.fault.name).toBe('truncated-stream')
    const ordered = byYield(anyFault().choices, [{ id: 'schema-valid-or-error' }])
    const judged = ordered.map(({ fault }) => fault.breaks.includes('schema-valid-or-error'))
    expect(judged.indexOf(false)).toBe(judged.filter(Boolean).length)
  })
})
