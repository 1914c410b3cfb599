import { contextLengthExceeded } from '../../../faults/index.ts'
import { faultsOf, overLongInputHandled } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { evidence, failed } from './evidence.ts'

const property = overLongInputHandled()
const faults = faultsOf(contextLengthExceeded)
const long = 'Where is my parcel? '.repeat(20)

describe('overLongInputHandled', () => {
  test('is kept where a shorter question follows', async ({ chaos }) => {
    expect(await timesKept(chaos, () => ask(long).catch(() => ask(long.slice(0, 20))), property, faults)).toBeGreaterThan(0)
  })

  test('is broken where the same is asked again', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => ask(long).catch(() => ask(long)), { faults, properties: [property] })
    expect(failure.message).toContain('openai found the input too long, and was sent the same again')
  })

  test('is broken where nothing is given out as an answer', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => ask(long).catch(() => ''), { faults, properties: [property] })
    expect(failure.message).toContain('nothing answered, and the task resolved all the same')
  })

  test('says nothing where nothing was too long', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })
})
