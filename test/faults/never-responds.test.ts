import { describe, expect } from 'vitest'
import { neverResponds } from '../../faults/never-responds.ts'
import { clients, errorOf, hear, test } from './bench.ts'

describe.for(clients)('neverResponds with $name', ({ ask, stream, errors }) => {
  test('lasts until its own timeout', async ({ chaos }) => {
    chaos.inject(neverResponds())
    expect(await errorOf(ask({ timeout: 30_000 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([{ status: undefined, ending: 'aborted', endedAt: 30_000 }])
  })

  test('lasts ten minutes for a client without a timeout', async ({ chaos }) => {
    chaos.inject(neverResponds())
    const { error } = await hear(stream())
    expect(error).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls[0]!.endedAt).toBe(600_000)
  })

  test('lasts until the app gives up', async ({ chaos }) => {
    chaos.inject(neverResponds())
    expect(await errorOf(ask({ signal: AbortSignal.timeout(5_000) }))).toBeInstanceOf(errors.APIUserAbortError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 5_000 }])
  })

  test('is tried again', async ({ chaos }) => {
    chaos.inject(neverResponds().first(1))
    await ask({ timeout: 30_000, maxRetries: 1 })
    expect(chaos.journal.calls.map((call) => call.ending)).toEqual(['aborted', 'complete'])
  })
})
