import { describe, expect } from 'vitest'
import { createAssistant as createHardened } from '../../examples/hardened/assistant.ts'
import { anyFault, survives } from '../../src/property/index.ts'
import { test } from '../../src/vitest/index.ts'
import { properties, taskOf } from './assistant-task.ts'

/** Faults that cannot fire for an assistant that makes one short call after the other, without vectors, batches or mails. */
const outOfReach = new Set([
  'forbidden-parallel-calls',
  'prompt-injection-obeyed',
  'context-collapse',
  'lost-in-the-middle',
  'truncated-input',
  'too-many-streams',
  'load-latency',
  'misrouted-answer',
  'cache-miss',
  'invalid-vector',
  'vectors-missing',
  'wrong-dimensions',
  'batch-expired',
  'batch-not-found',
  'batch-partly-failed',
  'batch-rejected',
  'batch-results-missing',
  'batch-results-reordered',
])

describe('the hardened assistant', () => {
  test('keeps every property under a thousand plans of any three faults', { timeout: 120_000 }, async ({ chaos }) => {
    const report = await survives(chaos, taskOf(createHardened()), { faults: anyFault(), atMost: 3, runs: 1_000, properties })
    expect(report.runs).toBe(1_000)
    expect(report.neverFired.filter((name) => !outOfReach.has(name))).toEqual([])
  })
})
