import { describe, expect, test } from 'vitest'
import { runScript, unhandledRejection } from '../run-script.ts'
import type { ScriptedRun, ScriptStep, YardstickApp } from '../yardstick-app.ts'
import { buggy, right } from './index.ts'

/** The same steps without a fault. An app whose bug needs no fault is left alone as well: one copy at a time, and no abort. */
function undisturbed({ faultsNeeded }: YardstickApp, steps: readonly ScriptStep[]): ScriptStep[] {
  return steps.map(({ after = 0, copies = 1, abortAfter }) =>
    faultsNeeded === 0 ? { after } : { after, copies, ...(abortAfter === undefined ? {} : { abortAfter }) },
  )
}

const unhandledIn = (runs: readonly (readonly ScriptedRun[])[]): string[] =>
  runs.flat().flatMap(({ alerts }) => alerts.filter((alert) => alert.startsWith(unhandledRejection)))

describe('buggy apps', () => {
  test.each(buggy)('$name shows its bug under its script', async (app) => {
    for (const { steps, wrong } of app.scripts) {
      const runs = await runScript(app, steps)
      const said = wrong(runs)
      expect({ runs, said }).toMatchObject({ said: expect.stringMatching(/./) as string })
      if (said?.startsWith(unhandledRejection) !== true) expect(unhandledIn(runs)).toEqual([])
    }
  })

  test.each(buggy)('$name is right undisturbed', async (app) => {
    for (const { steps, wrong } of app.scripts) {
      const runs = await runScript(app, undisturbed(app, steps))
      expect(wrong(runs)).toBeUndefined()
      if (steps.some(({ abortAfter }) => abortAfter !== undefined)) continue
      expect(runs.flat().map(({ error }) => error)).toEqual(runs.flat().map(() => undefined))
    }
  })
})

describe('right apps', () => {
  test.each(right)('$name is right under all its scripts', async (app) => {
    expect(app.scripts.length).toBeGreaterThanOrEqual(3)
    for (const { steps, wrong } of app.scripts) {
      const runs = await runScript(app, steps)
      expect({ steps, wrong: wrong(runs) }).toEqual({ steps, wrong: undefined })
      expect(unhandledIn(runs)).toEqual([])
    }
  })
})
