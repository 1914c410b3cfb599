import { describe, expect } from 'vitest'
import { slowDrip } from '../../faults/slow-drip.ts'
import { clients, hear, pacedTest, pieces, test, truth } from './bench.ts'

describe.for(clients)('slowDrip with $name', ({ ask, stream }) => {
  test('sends every delta, each as much later as the parameter sets', async ({ chaos }) => {
    chaos.inject(slowDrip({ perDelta: '5s' }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls[0]).toMatchObject({ endedAt: pieces.length * 5_000, ending: 'complete' })
  })

  pacedTest('adds to the pace that there is', async ({ chaos }) => {
    chaos.inject(slowDrip({ perDelta: '5s' }))
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls[0]!.endedAt).toBe(1_000 + (pieces.length - 1) * 100 + pieces.length * 5_000)
  })

  test('takes two seconds longer for each piece by default', async ({ chaos }) => {
    chaos.inject(slowDrip())
    await hear(stream())
    expect(chaos.journal.calls).toMatchObject([{ firstByteAt: 0, endedAt: pieces.length * 2_000, fired: [{ fault: 'slow-drip' }] }])
  })

  test('does not fire if it adds no delay', async ({ chaos }) => {
    chaos.inject(slowDrip({ perDelta: 0 }))
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})
