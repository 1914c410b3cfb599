import { describe, expect, it } from 'vitest'
import { typedErrors } from '../../../src/property/index.ts'
import { evidence } from './evidence.ts'

const property = typedErrors(RangeError)

describe('typedErrors', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ settlement: { type: 'error', error: new RangeError('no', { cause: 'it' }) } })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ settlement: { type: 'error', error: new TypeError('terminated') } })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
