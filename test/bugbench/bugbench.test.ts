import { describe } from 'vitest'
import { expect, test } from '../../src/vitest/index.ts'
import { bugs } from './bugs.ts'
import { hunt, runs } from './hunt.ts'

describe('the default search', () => {
  test.for(bugs)(`finds within ${runs} runs: $name`, { timeout: 60_000 }, async ({ task, property }, { chaos }) => {
    const failure = await hunt(chaos, task, [property])
    expect(failure?.property).toBe(property.id)
    expect(failure!.foundIn).toBeLessThanOrEqual(runs)
    expect(failure!.plan.injections.length).toBeLessThanOrEqual(1)
  })
})
