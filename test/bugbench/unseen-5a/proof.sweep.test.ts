import { describe, expect, test } from 'vitest'
import { runScript } from '../run-script.ts'
import { buggyApps, rightApps } from './index.ts'

describe.each(buggyApps)('the buggy app $name', ({ scripts, ...app }) => {
  test.each(scripts)('shows its bug under the faults of script %#, and only there', async ({ steps, wrong }) => {
    expect(wrong(await runScript({ ...app, scripts }, steps))).toEqual(expect.any(String))
    const undisturbed = steps.map((step) => ({ ...step, inject: [] }))
    expect(wrong(await runScript({ ...app, scripts }, undisturbed))).toBeUndefined()
  })
})

describe.each(rightApps)('the right app $name', ({ scripts, ...app }) => {
  test.each(scripts)('does nothing wrong under script %#', async ({ steps, wrong }) => {
    expect(wrong(await runScript({ ...app, scripts }, steps))).toBeUndefined()
  })
})
