import { describe, expect } from 'vitest'
import { slowFirstToken } from '../../faults/slow-first-token.ts'
import { clients, errorOf, hear, pacedTest, pieces, test, truth } from './bench.ts'

describe.for(clients)('slowFirstToken with $name', ({ ask, stream, errors }) => {
  test('arrives late, but completely', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '30s' }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ firstByteAt: 30_000, endedAt: 30_000, ending: 'complete' }])
  })

  pacedTest('is added to the usual time', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '30s' }))
    await hear(stream())
    expect(chaos.journal.calls).toMatchObject([{ firstByteAt: 31_000, endedAt: 31_000 + (pieces.length - 1) * 100 }])
  })

  test('is late also without streaming', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '30s' }))
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls[0]!.endedAt).toBe(30_000)
  })

  test('is too late for a shorter timeout', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '30s' }))
    expect(await errorOf(ask({ timeout: 10_000 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 10_000 }])
  })

  test("can arrive after the headers, which the client's timeout does not see", async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '30s', at: 'after-headers' }))
    expect(await hear(stream({ timeout: 10_000 }))).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ status: 200, firstByteAt: 30_000, ending: 'complete' }])
  })

  test('is 30 seconds late by default', async ({ chaos }) => {
    chaos.inject(slowFirstToken())
    await ask()
    expect(chaos.journal.calls).toMatchObject([{ firstByteAt: 30_000, fired: [{ fault: 'slow-first-token' }] }])
  })

  test('does not fire with no time at all', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: 0 }))
    await ask()
    expect(chaos.neverFired).toHaveLength(1)
  })
})
