import { describe, expect, it } from 'vitest'
import { effectsOnlyAfterWhole } from '../../../src/property/index.ts'
import { asked, call, evidence } from './evidence.ts'

const property = effectsOnlyAfterWhole()
const withTool = call({ call: asked({ tools: [{ name: 'refund', parameters: { type: 'object' } }] }) })
const refund = { at: 200, text: 'refund', tool: { name: 'refund', arguments: {} } }

describe('effectsOnlyAfterWhole', () => {
  it('is kept', () => {
    expect(property.judge(evidence({ calls: [withTool], effects: [refund] })).type).toBe('held')
  })

  it('is broken', () => {
    expect(property.judge(evidence({ calls: [{ ...withTool, ending: 'cut' }], effects: [refund] })).type).toBe('broken')
  })

  it('says nothing without evidence', () => {
    expect(property.judge(evidence({ calls: [withTool], effects: [{ at: 200, text: 'refund' }] })).type).toBe('inconclusive')
  })
})
