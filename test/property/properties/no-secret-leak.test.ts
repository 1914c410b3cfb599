import { describe, expect, it } from 'vitest'
import { noSecretLeak } from '../../../src/property/index.ts'
import { call, evidence } from './evidence.ts'

const property = noSecretLeak(['hidden-key'])

describe('noSecretLeak', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(
      property.judge(
        evidence({ calls: [call()], settlement: { type: 'error', error: new Error('no', { cause: { headers: { key: 'hidden-key' } } }) } }),
      ).type,
    ).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
