import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import type { ScriptStep } from '../yardstick-app.ts'
import { buggyApps, rightApps } from './index.ts'

const undisturbed = (steps: readonly ScriptStep[]): ScriptStep[] => steps.map((step) => ({ ...step, inject: [] }))

describe.each(buggyApps)('$name', (app) => {
  test.each(app.scripts.map((script, at) => ({ ...script, title: `script ${at + 1}` })))(
    '$title shows the bug, and the faults cause it',
    async ({ steps, wrong }) => {
      expect(wrong(await runScript(app, steps))).toEqual(expect.any(String))
      expect(wrong(await runScript(app, undisturbed(steps)))).toBeUndefined()
    },
  )
})

describe.each(rightApps)('$name', (app) => {
  test('has at least three scripts', () => expect(app.scripts.length).toBeGreaterThanOrEqual(3))

  test.each(app.scripts.map((script, at) => ({ ...script, title: `script ${at + 1}` })))(
    '$title shows nothing wrong',
    async ({ steps, wrong }) => {
      expect(wrong(await runScript(app, steps))).toBeUndefined()
      expect(wrong(await runScript(app, undisturbed(steps)))).toBeUndefined()
    },
  )
})
