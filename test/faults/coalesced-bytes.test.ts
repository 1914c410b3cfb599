import { describe, expect } from 'vitest'
import { coalescedBytes } from '../../faults/coalesced-bytes.ts'
import { splitBytes } from '../../faults/split-bytes.ts'
import { truncatedStream } from '../../faults/truncated-stream.ts'
import { aiSdkModels, hearAiSdk } from './ai-sdk.ts'
import { chat, clients, hear, pacedTest, pieces, test, truth } from './bench.ts'

describe.for(clients)('coalescedBytes with $name', ({ ask, stream }) => {
  test.for([2, 8, 100])('changes nothing of what it reads with %i events in one read', async (events, { chaos }) => {
    chaos.inject(coalescedBytes({ events }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([
      { received: truth, deltas: pieces.length, ending: 'complete', fired: [{ fault: 'coalesced-bytes' }] },
    ])
  })

  test('leaves a truncation exactly at its place', async ({ chaos }) => {
    chaos.inject(coalescedBytes(), truncatedStream({ afterDeltas: 5 }))
    expect((await hear(stream())).pieces).toEqual(pieces.slice(0, 5))
  })

  test('can be split again', async ({ chaos }) => {
    chaos.inject(coalescedBytes(), splitBytes({ size: 50 }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
  })

  test('does not fire for an answer that is one body', async ({ chaos }) => {
    chaos.inject(coalescedBytes())
    await ask()
    expect(chaos.neverFired).toHaveLength(1)
  })

  pacedTest('does not hasten later bytes', async ({ chaos }) => {
    chaos.inject(coalescedBytes())
    await hear(stream())
    expect(chaos.journal.calls[0]!.frames.filter((run) => run.role === 'delta')).toEqual([
      { role: 'delta', count: pieces.length, from: 1_000, to: 1_000 + (pieces.length - 1) * 100 },
    ])
  })
})

describe.for(aiSdkModels)('coalescedBytes with ai over $name', ({ model }) => {
  test('changes nothing of what it reads', async ({ chaos }) => {
    chaos.inject(coalescedBytes())
    expect(await hearAiSdk(model())).toEqual({ pieces, errors: [], finishReason: 'stop' })
  })

  test('joins up to eight events by default', async ({ chaos }) => {
    chaos.inject(coalescedBytes())
    await hear(chat.stream())
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'coalesced-bytes', parameters: { events: 8 } }])
  })
})
