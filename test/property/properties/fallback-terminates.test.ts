import { describe, expect, it } from 'vitest'
import { fallbackTerminates } from '../../../src/property/index.ts'
import { evidence, failed } from './evidence.ts'

const property = fallbackTerminates('60s')
const bothDown = [failed(), failed({ provider: 'anthropic', model: 'claude-sonnet-4-6', host: 'api.anthropic.com' })]

describe('fallbackTerminates', () => {
  it('is kept', () => {
    expect(
      property.judge(
        evidence({
          calls: bothDown,
          settlement: { type: 'error', error: new AggregateError([new Error('openai'), new Error('anthropic')]) },
        }),
      ).type,
    ).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: bothDown, settlement: { type: 'error', error: new Error('anthropic') } })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })
})
