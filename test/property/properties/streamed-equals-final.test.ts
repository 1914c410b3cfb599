import { describe, expect, it } from 'vitest'
import { streamedEqualsFinal } from '../../../src/property/index.ts'
import { evidence } from './evidence.ts'

const property = streamedEqualsFinal()

describe('streamedEqualsFinal', () => {
  it('is kept', () => {
    expect(
      property.judge(
        evidence({
          streamed: [
            { at: 0, text: 'No' },
            { at: 1, text: '', retracts: true },
            { at: 2, text: 'Tomorrow.' },
          ],
        }),
      ).type,
    ).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ streamed: [{ at: 0, text: 'Tomorr' }] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
