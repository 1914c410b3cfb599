import { describe, expect, it } from 'vitest'
import { recoversWithin } from '../../../src/property/index.ts'
import { call, evidence, failed } from './evidence.ts'

const property = recoversWithin('1s', { provider: 'openai', healsAt: '5s' })

describe('recoversWithin', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [failed(), call({ startedAt: 5_500 })] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [failed(), call({ provider: 'anthropic', startedAt: 9_000 })] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })
})
