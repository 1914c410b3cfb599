import { contextLengthExceeded } from '../../../faults/index.ts'
import { faultsOf, handlesOverLongInput } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { evidence, failed } from './evidence.ts'
import { judged } from './judged.ts'

const property = handlesOverLongInput()
const faults = faultsOf(contextLengthExceeded)
const long = 'Where is my parcel? '.repeat(20)

describe('handlesOverLongInput', () => {
  test('holds if a shorter prompt follows', async ({ chaos }) => {
    expect(await timesKept(chaos, () => ask(long).catch(() => ask(long.slice(0, 20))), property, faults)).toBeGreaterThan(0)
  })

  test('is violated if the same request is sent again', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => ask(long).catch(() => ask(long)), { faults, properties: [property] })
    expect(failure.message).toContain('openai rejected the input as too long and got it again')
  })

  test.for([
    ['gives the reason', (): unknown => 'Your text is too long. Please send a shorter one.'],
    ['returns null', (): unknown => null],
    ['marks the value', () => ({ ok: false, text: 'Sorry.' })],
  ] as const)('does not accuse an app that %s', async ([, instead], { chaos }) => {
    expect((await judged(chaos, () => ask(long).catch(instead), property, contextLengthExceeded())).type).toBe('held')
  })

  test('does not take samples that were under way for retries', async ({ chaos }) => {
    const app = (): Promise<unknown> => Promise.allSettled([ask(long), ask(long), ask(long)])
    expect((await judged(chaos, app, property, contextLengthExceeded())).type).not.toBe('violated')
  })

  test('remarks on an empty answer', async ({ chaos }) => {
    expect(await judged(chaos, () => ask(long).catch(() => ''), property, contextLengthExceeded())).toEqual({
      type: 'remark',
      how: 'the input was too long, no call was answered, and the value is not marked',
    })
  })

  test('is inconclusive if no request was too long', () => {
    expect(property.judge(evidence({ calls: [failed()] })).type).toBe('inconclusive')
  })
})
