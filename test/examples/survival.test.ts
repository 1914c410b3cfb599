import { describe, expect } from 'vitest'
import { createAssistant as createHardened } from '../../examples/hardened/assistant.ts'
import { createAssistant as createNaive } from '../../examples/naive/assistant.ts'
import type { Assistant } from '../../examples/support/assistant.ts'
import {
  abortPropagates,
  anyFault,
  fallsBack,
  honorsRetryAfter,
  neverPassesOnFalsehood,
  noRetryOfPermanent,
  noSilentTruncation,
  ResilienceError,
  retriesAtMost,
  settlesWithin,
  survives,
  type Task,
} from '../../src/property/index.ts'
import { test } from '../../src/vitest/index.ts'

const properties = [
  settlesWithin('60s'),
  retriesAtMost(2),
  honorsRetryAfter(),
  noRetryOfPermanent(),
  noSilentTruncation(),
  fallsBack({ from: 'openai', to: 'anthropic' }),
  abortPropagates(),
  neverPassesOnFalsehood(),
]

/** What an assistant cannot meet that asks for one thing after the other, at no length, for no vectors, and reads nobody's mail. */
const outOfReach = new Set([
  'forbidden-parallel-calls',
  'injection-obeyed',
  'context-collapse',
  'lost-in-the-middle',
  'truncated-input',
  'too-many-streams',
  'load-latency',
  'foreign-reply',
  'cache-miss',
  'broken-vector',
  'missing-vectors',
  'wrong-dimensions',
])

function taskOf(assistant: Assistant): Task {
  return ({ observe, signal }) =>
    assistant.ask('Where is my order 118?', {
      signal,
      onText: (piece) => observe.streamed(piece),
      onRestart: () => observe.retracted(),
    })
}

describe('the hardened assistant', () => {
  test('keeps every property under a thousand plans of any three faults', { timeout: 120_000 }, async ({ chaos }) => {
    const report = await survives(chaos, taskOf(createHardened()), { faults: anyFault(), atMost: 3, runs: 1_000, properties })
    expect(report.runs).toBe(1_000)
    expect(report.neverFired.filter((name) => !outOfReach.has(name))).toEqual([])
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
