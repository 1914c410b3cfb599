import { describe, expect, it } from 'vitest'
import { overLongInputHandled } from '../../../src/property/index.ts'
import { call, evidence, failed } from './evidence.ts'

const property = overLongInputHandled()
const tooLong = failed({ problem: { kind: 'context-length-exceeded', permanent: true } })

describe('overLongInputHandled', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [tooLong, call({ key: 'summary' })] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [tooLong, tooLong] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
