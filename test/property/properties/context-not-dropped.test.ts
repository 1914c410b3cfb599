import { describe, expect, it } from 'vitest'
import { contextNotDropped } from '../../../src/property/index.ts'
import { asked, call, evidence } from './evidence.ts'

const property = contextNotDropped(['parcel'])

describe('contextNotDropped', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [call(), call({ call: asked({ messages: [] }) })] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
