import { describe, expect, it } from 'vitest'
import { bugs } from './bugs.ts'
import { correctApps } from './correct-apps.ts'
import { describeDefaultSearch } from './describe-default-search.ts'
import { findBug, isMinimal, properSubsets } from './hunt.ts'

/** A sixth of the apps; bugbench.sweep.test.ts tries all. */
const isSampled = (_app: unknown, index: number): boolean => index % 6 === 0

describeDefaultSearch(bugs.filter(isSampled), correctApps.filter(isSampled))

describe('the check for what is not needed', () => {
  it('tries every choice among the faults but all of them', () => {
    expect(properSubsets(['a', 'b', 'c'])).toHaveLength(7)
    expect(properSubsets(['a', 'b'])).toEqual([[], ['b'], ['a']])
    expect(properSubsets([])).toEqual([])
  })

  it('knows a fault that is not needed', async () => {
    const bug = bugs.find(({ name }) => name === 'takes-cut-stream-for-whole')!
    const failure = (await findBug(bug))!
    const idle = { fault: 'split-bytes', parameters: {}, trigger: {} }
    const plan = { ...failure.plan, injections: [...failure.plan.injections, idle] }
    expect(await isMinimal(bug, { incident: failure.incident, plan })).toBe(false)
  })
})
