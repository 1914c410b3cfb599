import { overloaded } from '../../faults/index.ts'
import { faultsOf, survives, type Property } from '../../src/property/index.ts'
import { describe, expect, test } from '../../src/vitest/index.ts'
import { ask } from './apps/counting.ts'

/** Holds always, and keeps what the task resolved to. */
function seeing(values: unknown[]): Property {
  return {
    id: 'seeing',
    statement: 'all is seen',
    hint: 'Look.',
    judge({ outcome: { settlement } }) {
      values.push(settlement.type === 'value' ? settlement.value : settlement.error)
      return { type: 'held' }
    },
  }
}

describe('an app that is imported', () => {
  test('has fresh module state in each run', async ({ chaos }) => {
    const values: unknown[] = []
    const app = { app: () => import('./apps/counting.ts'), task: ({ ask: answer }: { ask: typeof ask }) => answer() }
    await survives(chaos, app, { faults: faultsOf(overloaded), runs: 5, properties: [seeing(values)], baseline: false })
    expect(values).toEqual([1, 1, 1, 1, 1])
  })

  test('keeps its state if it is a task', async ({ chaos }) => {
    const values: unknown[] = []
    await survives(chaos, () => ask(), { faults: faultsOf(overloaded), runs: 5, properties: [seeing(values)], baseline: false })
    expect(values).toEqual([1, 2, 3, 4, 5])
  })

  test('does the same twice, which it does not with the state of the run before', async ({ chaos }) => {
    const options = { faults: faultsOf(overloaded), runs: 2 }
    const fresh = await survives(chaos, { app: () => import('./apps/counting.ts'), task: ({ ask: answer }) => answer() }, options)
    expect(fresh.isRepeatable).toBe(true)
    expect((await survives(chaos, () => ask(), options)).isRepeatable).toBe(false)
  })
})
