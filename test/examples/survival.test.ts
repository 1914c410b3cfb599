import { describe, expect } from 'vitest'
import { createAssistant as createHardened } from '../../examples/hardened/assistant.ts'
import { createAssistant as createNaive } from '../../examples/naive/assistant.ts'
import { anyFault, ResilienceError, survives } from '../../src/property/index.ts'
import { test } from '../../src/vitest/index.ts'
import { properties, taskOf } from './assistant-task.ts'

describe('the hardened assistant', () => {
  test('keeps every property under a hundred plans of any three faults', { timeout: 60_000 }, async ({ chaos }) => {
    const report = await survives(chaos, taskOf(createHardened()), { faults: anyFault(), atMost: 3, runs: 100, properties })
    expect(report.runs).toBe(100)
  })
})

describe('the naive assistant', () => {
  test.for(properties)('breaks $id', { timeout: 60_000 }, async (property, { chaos }) => {
    const failure = await survives(chaos, taskOf(createNaive()), {
      faults: anyFault(),
      atMost: 3,
      runs: 500,
      properties: [property],
      baseline: false,
    }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ResilienceError)
    expect((failure as ResilienceError).property).toBe(property.id)
    expect((failure as ResilienceError).plan.injections.length).toBeLessThanOrEqual(1)
  })
})
