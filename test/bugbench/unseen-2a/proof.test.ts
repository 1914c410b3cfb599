import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import { buggyApps, rightApps } from './index.ts'

describe('apps with a planted bug', () => {
  for (const app of buggyApps)
    for (const [index, { steps, wrong }] of app.scripts.entries()) {
      test(`${app.name} shows its bug in script ${index + 1}`, async () => {
        expect(wrong(await runScript(app, steps))).toEqual(expect.any(String))
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
        expect(wrong(await runScript(app, steps))).toBeUndefined()
      })
    }
})
