import { describe, expect, it } from 'vitest'
import type { BuggyApp, CorrectApp } from './app.ts'
import { findBug, findFalseAlarm, isMinimal, runs } from './hunt.ts'
import { replayElsewhere, type KeptFailure } from './replay-elsewhere.ts'

const found = new Map<string, Awaited<ReturnType<typeof findBug>>>()

/** The failure of an app, looked for once. */
async function failureOf(bug: BuggyApp) {
  if (!found.has(bug.name)) found.set(bug.name, await findBug(bug))
  return found.get(bug.name)!
}

/** The apps that the default search must report, and those that it must not report. */
export function describeDefaultSearch(bugs: readonly BuggyApp[], correctApps: readonly CorrectApp[]): void {
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

    it.for(correctApps)('reports nothing for a right app: $name', async (app) => {
      expect((await findFalseAlarm(app))?.message).toBeUndefined()
    })
  })
}
