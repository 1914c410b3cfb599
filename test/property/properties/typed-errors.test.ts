import { truncatedStream } from '../../../faults/index.ts'
import { faultsOf, typedErrors } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { AssistantError, failureOf, streamOpenAI, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

const property = typedErrors(AssistantError)
const faults = faultsOf(truncatedStream({ ending: 'reset' }))

describe('typedErrors', () => {
  test('is kept by an error of the app with its cause', async ({ chaos }) => {
    const app = (): Promise<unknown> =>
      streamOpenAI().catch((error: unknown) => {
        throw new AssistantError('openai', error)
      })
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is broken by what a broken connection throws', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => streamOpenAI(), { faults, properties: [property] })
    expect(failure.message).toContain('it rejected with TypeError')
  })

  test('is broken where the cause is lost', async ({ chaos }) => {
    const app = (): Promise<unknown> =>
      streamOpenAI().catch(() => {
        throw new AssistantError('openai', undefined)
      })
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('the AssistantError has lost its cause')
  })

  test('says nothing where the task resolved', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
