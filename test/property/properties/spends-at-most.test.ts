import { describe, expect, it } from 'vitest'
import { spendsAtMost } from '../../../src/property/index.ts'
import { call, evidence } from './evidence.ts'

const property = spendsAtMost({ tokens: 20 })

describe('spendsAtMost', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [call(), call()] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
