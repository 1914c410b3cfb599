import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import type { ScriptedRun, ScriptStep } from '../yardstick-app.ts'
import { buggyApps, rightApps } from './index.ts'

/** The steps whose injections changed nothing: a script with one of them would prove nothing. */
function idleSteps(steps: readonly ScriptStep[], runs: readonly ScriptedRun[][]): number[] {
  return steps.flatMap(({ inject = [] }, index) => {
    const hasFired = runs[index]?.some(({ journal }) => journal.calls.some(({ fired }) => fired.length > 0)) === true
    return inject.length > 0 && !hasFired ? [index] : []
  })
}

describe('apps with a planted bug', () => {
  for (const app of buggyApps)
    for (const [index, { steps, wrong }] of app.scripts.entries()) {
      test(`${app.name} shows its bug in script ${index + 1}`, async () => {
        const runs = await runScript(app, steps)
        expect(wrong(runs)).toEqual(expect.any(String))
        expect(idleSteps(steps, runs)).toEqual([])
      })

      test(`${app.name} shows nothing in script ${index + 1} without faults`, async () => {
        const quiet = steps.map((step) => ({ ...step, inject: [] }))
        expect(wrong(await runScript(app, quiet))).toBeUndefined()
      })
    }
})

describe('right apps', () => {
  for (const app of rightApps)
    for (const [index, { steps, wrong }] of app.scripts.entries()) {
      test(`${app.name} is right in script ${index + 1}`, async () => {
        const runs = await runScript(app, steps)
        expect(wrong(runs)).toBeUndefined()
        expect(idleSteps(steps, runs)).toEqual([])
      })
    }
})
