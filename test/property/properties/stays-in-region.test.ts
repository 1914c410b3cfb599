import { describe, expect, it } from 'vitest'
import { staysInRegion } from '../../../src/property/index.ts'
import { call, evidence } from './evidence.ts'

const property = staysInRegion(['api.openai.com'])

describe('staysInRegion', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [call({ host: 'elsewhere.test' })] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
