import { truncatedStream } from '../../../faults/index.ts'
import { faultsOf, typedErrors } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { AssistantError, failureOf, streamOpenAI, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const property = typedErrors(AssistantError)
const faults = faultsOf(truncatedStream({ ending: 'reset' }))

describe('typedErrors', () => {
  test('holds for an error of the app with its cause', async ({ chaos }) => {
    const app = (): Promise<unknown> =>
      streamOpenAI().catch((error: unknown) => {
        throw new AssistantError('openai', error)
      })
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated by the error of a broken connection', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => streamOpenAI(), { faults, properties: [property] })
    expect(failure.message).toContain('it rejected with TypeError')
  })

  test('is violated if the cause is lost', async ({ chaos }) => {
    const app = (): Promise<unknown> =>
      streamOpenAI().catch(() => {
        throw new AssistantError('openai', undefined)
      })
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('the AssistantError has lost its cause')
  })

  const rejected = (error: unknown, settledAt: number, ...calls: Parameters<typeof evidence>[0]['calls'] & {}): string =>
    property.judge(evidence({ calls, settledAt, settlement: { type: 'error', error } })).type
  class Copy extends Error {}
  Object.defineProperty(Copy, 'name', { value: 'AssistantError' })

  test.for([
    ['throws by itself for an empty answer', new AssistantError('openai', undefined), call({ received: '' })],
    ['throws for a stream that ended early without an error', new AssistantError('openai', undefined), call({ ending: 'truncated' })],
    ['collects the causes', Object.assign(new AssistantError('openai', undefined), { attempts: [new Error('503')] }), failed()],
    ['was loaded again', Object.assign(new Copy('openai'), { cause: new Error('503') }), failed()],
  ] as const)('does not accuse an app that %s', ([, error, last]) => {
    expect(rejected(error, last.endedAt!, last)).toBe('held')
  })

  test('only remarks on an error that arrives later, as from a deadline of the app', () => {
    expect(rejected(new AssistantError('openai', undefined), 30_000, failed())).toBe('remark')
    expect(rejected(new AssistantError('openai', undefined), 100, failed())).toBe('violated')
  })

  test('needs a class', () => {
    expect(() => typedErrors()).toThrow('typedErrors() needs at least one error class')
  })

  test('is inconclusive if the task resolved', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
