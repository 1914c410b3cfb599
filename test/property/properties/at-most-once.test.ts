import { describe, expect, it } from 'vitest'
import { atMostOnce } from '../../../src/property/index.ts'
import { evidence } from './evidence.ts'

const property = atMostOnce()

describe('atMostOnce', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ effects: [{ at: 1, text: 'refund' }] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(
      property.judge(
        evidence({
          effects: [
            { at: 1, text: 'refund' },
            { at: 2, text: 'refund' },
          ],
        }),
      ).type,
    ).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
