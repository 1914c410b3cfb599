import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import { buggyApps, rightApps } from './index.ts'

describe.each(buggyApps.map((app) => [app.name, app] as const))('%s', (_name, app) => {
  test.each(app.scripts.map((script, index) => [index + 1, script] as const))('script %i shows the bug', async (_index, script) => {
    expect(script.wrong(await runScript(app, script.steps))).toBeTypeOf('string')
  })

  test.each(app.scripts.map((script, index) => [index + 1, script] as const))(
    'script %i shows nothing without faults',
    async (_index, script) => {
      const undisturbed = script.steps.map(({ inject: _inject, ...step }) => step)
      expect(script.wrong(await runScript(app, undisturbed))).toBeUndefined()
    },
  )
})

describe.each(rightApps.map((app) => [app.name, app] as const))('%s', (_name, app) => {
  test('has at least three scripts', () => {
    expect(app.scripts.length).toBeGreaterThanOrEqual(3)
  })

  test.each(app.scripts.map((script, index) => [index + 1, script] as const))('script %i shows nothing wrong', async (_index, script) => {
    expect(script.wrong(await runScript(app, script.steps))).toBeUndefined()
  })
})
