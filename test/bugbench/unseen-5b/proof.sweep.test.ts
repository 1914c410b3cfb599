import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import type { ScriptStep } from '../yardstick-app.ts'
import { buggyApps, rightApps } from './index.ts'

const withoutFaults = (steps: readonly ScriptStep[]): ScriptStep[] => steps.map((step) => ({ ...step, inject: [] }))

describe.each(buggyApps)('the buggy app $name', (app) => {
  test.each(app.scripts)('shows its bug, and without faults does not', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toMatch(/\w/)
    const undisturbed = await runScript(app, withoutFaults(steps))
    expect(wrong(undisturbed)).toBeUndefined()
    expect(undisturbed.flat().map((run) => run.error)).toEqual(undisturbed.flat().map(() => undefined))
  })
})

describe.each(rightApps)('the right app $name', (app) => {
  test('has four scripts or more', () => {
    expect(app.scripts.length).toBeGreaterThanOrEqual(4)
  })

  test.each(app.scripts)('does nothing wrong', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toBeUndefined()
  })

  test('works without faults', async () => {
    const [runs = []] = await runScript(app, [{}])
    expect(runs.map((run) => run.error)).toEqual([undefined])
  })
})
