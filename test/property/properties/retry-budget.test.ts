import { describe, expect, it } from 'vitest'
import { retryBudget } from '../../../src/property/index.ts'
import { evidence, failed } from './evidence.ts'

const property = retryBudget(0.5, { least: 1 })

describe('retryBudget', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [failed(), failed({ attempt: 1 })] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
