import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { schemaValidOrError } from '../../../src/property/index.ts'
import { call, evidence } from './evidence.ts'

const property = schemaValidOrError(z.string())

describe('schemaValidOrError', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [call()], settlement: { type: 'value', value: 3 } })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
