import { describe, expect, it } from 'vitest'
import { errorsNameCause } from '../../../src/property/index.ts'
import { call, evidence, failed } from './evidence.ts'

const property = errorsNameCause()

describe('errorsNameCause', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [failed()], settlement: { type: 'error', error: new Error('openai said 503') } })).type).toBe(
      'held',
    )
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [failed()], settlement: { type: 'error', error: new Error('An error occurred') } })).type).toBe(
      'broken',
    )
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
