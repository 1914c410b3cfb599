import { describe, expect } from 'vitest'
import { slowFirstToken } from '../../../faults/index.ts'
import { faultsOf, noCallAfterCancel, survives, type Task } from '../../../src/property/index.ts'
import { failureOf } from '../apps.ts'
import { call, connect, test } from './tool-servers.ts'

const options = { faults: faultsOf(slowFirstToken), runs: 10, properties: [noCallAfterCancel()] }

/** Orders twice, or checks before each call whether the task is cancelled. */
const ordering =
  (looks: boolean): Task =>
  async ({ signal }) => {
    const client = await connect('shop')
    for (let count = 0; count < 2; count++) {
      if (looks) signal.throwIfAborted()
      await call(client, 'order', looks ? signal : undefined)
    }
  }

describe('noCallAfterCancel', () => {
  test('holds for an app that looks at its signal', async ({ chaos }) => {
    const report = await survives(chaos, ordering(true), options)
    expect(report.properties['no-call-after-cancel']!.held).toBeGreaterThan(0)
  })

  test('is violated by an app that finishes its work', async ({ chaos }) => {
    const failure = await failureOf(chaos, ordering(false), options)
    expect(failure.message).toMatch(/the task was cancelled at 1s, and "order" was called at \d+(?:s|m)/)
  })
})
