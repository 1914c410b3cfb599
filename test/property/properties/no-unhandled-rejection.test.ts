import { describe, expect, it } from 'vitest'
import { noUnhandledRejection } from '../../../src/property/index.ts'
import { call, evidence } from './evidence.ts'

const property = noUnhandledRejection()

describe('noUnhandledRejection', () => {
  it('is broken by a promise that rejected unheard', () => {
    const verdict = property.judge(evidence({ calls: [call()], uncaught: [{ at: 3, text: 'Error: lost\n at there' }] }))
    expect(verdict).toEqual({ type: 'broken', how: 'nobody caught "Error: lost"' })
  })

  it('is kept where none did', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('held')
  })

  it('says nothing where no call went out', () => {
    expect(property.judge(evidence({}))).toEqual({ type: 'inconclusive', why: 'no call went out' })
  })
})
