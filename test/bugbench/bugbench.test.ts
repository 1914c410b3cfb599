import { describe, expect, it } from 'vitest'
import type { BuggyApp } from './app.ts'
import { bugs } from './bugs.ts'
import { correctApps } from './correct-apps.ts'
import { findBug, findFalseAlarm, isMinimal, properSubsets, runs } from './hunt.ts'
import { replayElsewhere, type KeptFailure } from './replay-elsewhere.ts'

const found = new Map<string, Awaited<ReturnType<typeof findBug>>>()

/** The failure of an app, looked for once. */
async function failureOf(bug: BuggyApp) {
  if (!found.has(bug.name)) found.set(bug.name, await findBug(bug))
  return found.get(bug.name)!
}

describe('the default search', { timeout: 60_000 }, () => {
  it.for(bugs)(`finds within ${runs} runs: $name`, async (bug) => {
    const failure = await failureOf(bug)
    expect(failure?.property).toBe(bug.property.id)
    expect(failure.foundIn).toBeLessThanOrEqual(runs)
    expect(failure.plan.injections.length).toBeLessThanOrEqual(1)
  })

  it.for(bugs)('blames nothing that is not needed: $name', async (bug) => {
    expect(await isMinimal(bug, await failureOf(bug))).toBe(true)
  })

  it('finds what happens again in a process that knows only the incident', async () => {
    const failures: KeptFailure[] = []
    for (const bug of bugs) failures.push({ name: bug.name, incident: (await failureOf(bug)).incident })
    // What nothing fires in does not happen again.
    const calm = { ...failures[0]!.incident, plan: { version: 1, injections: [] }, schedule: [] } as const
    expect(replayElsewhere([...failures, { name: 'no-timeout', incident: calm }])).toEqual(bugs.map(({ name }) => name))
  })

  it.for(correctApps)('accuses nobody wrongly: $name', async (app) => {
    expect((await findFalseAlarm(app))?.message).toBeUndefined()
  })
})

describe('the check for what is not needed', () => {
  it('tries every choice among the faults but all of them', () => {
    expect(properSubsets(['a', 'b', 'c'])).toHaveLength(7)
    expect(properSubsets(['a', 'b'])).toEqual([[], ['b'], ['a']])
    expect(properSubsets([])).toEqual([])
  })

  it('knows a fault that is not needed', async () => {
    const bug = bugs.find(({ name }) => name === 'takes-cut-stream-for-whole')!
    const failure = await failureOf(bug)
    const idle = { fault: 'split-bytes', parameters: {}, trigger: {} }
    const plan = { ...failure.plan, injections: [...failure.plan.injections, idle] }
    expect(await isMinimal(bug, { incident: failure.incident, plan })).toBe(false)
  })
})
