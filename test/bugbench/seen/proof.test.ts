import { describe, expect, test } from 'vitest'
import { runScript, undisturbed } from '../run-script.ts'
import { buggyApps, rightApps } from './index.ts'

describe.each(buggyApps)('$name', (app) => {
  test.each(app.scripts)('shows its bug under its script', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toBeTypeOf('string')
  })

  test.each(app.scripts)('shows nothing wrong when nothing is injected', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, undisturbed(steps)))).toBeUndefined()
  })
})

describe.each(rightApps)('$name', (app) => {
  test('has at least three scripts', () => {
    expect(app.scripts.length).toBeGreaterThanOrEqual(3)
  })

  test.each(app.scripts)('does nothing wrong under its script', async ({ steps, wrong }) => {
    expect(wrong(await runScript(app, steps))).toBeUndefined()
  })
})
