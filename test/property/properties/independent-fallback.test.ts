import { describe, expect, it } from 'vitest'
import { independentFallback } from '../../../src/property/index.ts'
import { call, evidence, failed } from './evidence.ts'

const property = independentFallback()
const bothDown = [failed(), failed({ provider: 'anthropic', model: 'claude-sonnet-4-6', host: 'api.anthropic.com' })]

describe('independentFallback', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: bothDown })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [failed(), call({ model: 'gpt-4o-mini' })] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })
})
