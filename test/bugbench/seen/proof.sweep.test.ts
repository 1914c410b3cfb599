import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import type { ScriptStep } from '../yardstick-app.ts'
import { buggyApps, rightApps } from './index.ts'

function undisturbed(steps: readonly ScriptStep[]): readonly ScriptStep[] {
  return steps.map((step) => ({ ...step, inject: [] }))
}

describe.each(buggyApps)('$name', (app) => {
  test.each(app.scripts)('shows its bug under script %#', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toBeTypeOf('string')
  })

  test.each(app.scripts)('shows nothing wrong under script %# with nothing injected', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, undisturbed(steps)))).toBeUndefined()
  })
})

describe.each(rightApps)('$name', (app) => {
  test('has at least three scripts', () => {
    expect(app.scripts.length).toBeGreaterThanOrEqual(3)
  })

  test.each(app.scripts)('does nothing wrong under script %#', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toBeUndefined()
  })
})
