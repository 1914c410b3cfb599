import { describe } from 'vitest'
import { expect, test } from '../../src/vitest/index.ts'
import { bugs } from './bugs.ts'
import { correctApps } from './correct-apps.ts'
import { hunt, runs } from './hunt.ts'

describe('the default search', () => {
  test.for(bugs)(`finds within ${runs} runs: $name`, { timeout: 60_000 }, async ({ task, property }, { chaos }) => {
    const failure = await hunt(chaos, task, [property])
    expect(failure?.property).toBe(property.id)
    expect(failure!.foundIn).toBeLessThanOrEqual(runs)
    expect(failure!.plan.injections.length).toBeLessThanOrEqual(1)
  })

  test.for(correctApps)('accuses nobody wrongly: $name', { timeout: 60_000 }, async ({ task, properties }, { chaos }) => {
    expect((await hunt(chaos, task, properties))?.message).toBeUndefined()
  })
})
