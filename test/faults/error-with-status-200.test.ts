import { describe, expect } from 'vitest'
import { errorWithStatus200 } from '../../faults/error-with-status-200.ts'
import { clients, hear, test } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('errorWithStatus200', () => {
  test.for([false, true])('sends the provider’s error as JSON (stream: %s)', async (stream, { chaos }) => {
    chaos.inject(errorWithStatus200({ kind: 'quota-exhausted' }))
    const { status, headers, text } = await overTheWire({ stream })
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'credit_balance_exhausted' } })
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, ending: 'refused', problem: { kind: 'quota-exhausted', permanent: false }, received: '' },
    ])
  })
})

describe.for(clients)('errorWithStatus200 with $name', ({ stream }) => {
  test('brings a stream without any text', async ({ chaos }) => {
    chaos.inject(errorWithStatus200())
    expect((await hear(stream())).pieces).toEqual([])
    expect(chaos.journal).toHaveFired('error-with-status-200')
  })
})
