import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import type { ScriptStep } from '../yardstick-app.ts'
import { buggyApps, rightApps } from './index.ts'

const withoutFaults = (steps: readonly ScriptStep[]): ScriptStep[] => steps.map((step) => ({ ...step, inject: [] }))

describe.each(buggyApps)('$name', (app) => {
  test.each(app.scripts)('shows its bug in script %#', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toEqual(expect.any(String))
  })

  test.each(app.scripts)('is right without the faults of script %#', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, withoutFaults(steps)))).toBeUndefined()
  })
})

describe.each(rightApps)('$name', (app) => {
  test('has at least three scripts', () => {
    expect(app.scripts.length).toBeGreaterThanOrEqual(3)
  })

  test.each(app.scripts)('is right in script %#', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toBeUndefined()
  })

  test.each(app.scripts)('is right without the faults of script %#', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, withoutFaults(steps)))).toBeUndefined()
  })
})
