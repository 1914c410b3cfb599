import { describe, expect } from 'vitest'
import { resultLost, toolFails } from '../../../faults/index.ts'
import { reportsToolFailures } from '../../../src/property/index.ts'
import { chargesWith, test } from '../mcp/agents.ts'
import { judged } from './judged.ts'

describe('reportsToolFailures', () => {
  test('holds if the model gets the reason', async ({ chaos }) => {
    const honest = (): Promise<string> => chargesWith((error) => `The charge failed: ${String(error)}`)
    expect(await judged(chaos, honest, reportsToolFailures(), toolFails())).toMatchObject({ type: 'held' })
    expect(await judged(chaos, honest, reportsToolFailures(), resultLost())).toMatchObject({ type: 'held' })
  })

  test('is violated if a failure becomes a success', async ({ chaos }) => {
    const verdict = await judged(chaos, () => chargesWith(() => 'Done.'), reportsToolFailures(), toolFails())
    expect(verdict).toEqual({ type: 'violated', how: '"charge" failed, and the model received "Done."' })
  })

  test('is violated if a failure becomes nothing', async ({ chaos }) => {
    expect(await judged(chaos, () => chargesWith(() => ''), reportsToolFailures(), resultLost())).toEqual({
      type: 'violated',
      how: '"charge" failed, and the model received nothing',
    })
  })

  test('is inconclusive if no tool fails, or the task ends with it', async ({ chaos }) => {
    expect(await judged(chaos, () => chargesWith(() => ''), reportsToolFailures())).toMatchObject({ type: 'inconclusive' })
    const rejects = (): Promise<string> =>
      chargesWith((error) => {
        throw error
      })
    expect(await judged(chaos, rejects, reportsToolFailures(), toolFails())).toMatchObject({ type: 'inconclusive' })
  })
})
