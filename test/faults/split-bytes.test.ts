import { describe, expect } from 'vitest'
import { midStreamError } from '../../faults/mid-stream-error.ts'
import { splitBytes } from '../../faults/split-bytes.ts'
import { truncatedStream } from '../../faults/truncated-stream.ts'
import { deltasOf } from '../../src/engine/kit/tokens.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { aiSdkModels, hearAiSdk } from './ai-sdk.ts'
import { clients, hear } from './bench.ts'

const text = 'Grüße – 30 Tage 📦📮, 無料です'
const pieces = [...deltasOf(text)]
const test = withChaos({ seed: 'tuesday', answers: () => ({ parts: [{ type: 'text', text }] }) })

describe.for(clients)('splitBytes with $name', ({ ask, stream, errors }) => {
  test.for([1, 2, 3, 7])('changes nothing of what it reads in pieces of %i bytes', async (size, { chaos }) => {
    chaos.inject(splitBytes({ size }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(text)
    expect(chaos.journal.calls).toMatchObject([
      { received: text, ending: 'complete', fired: [{ fault: 'split-bytes' }] },
      { received: text, ending: 'complete' },
    ])
  })

  test('splits into single bytes by default', async ({ chaos }) => {
    chaos.inject(splitBytes())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ fired: [{ parameters: { size: 1 } }] }])
  })

  test('leaves a truncation exactly at its place', async ({ chaos }) => {
    chaos.inject(splitBytes(), truncatedStream({ afterDeltas: 2, ending: 'reset' }))
    expect((await hear(stream())).pieces).toEqual(pieces.slice(0, 2))
    expect(chaos.journal.calls).toMatchObject([{ deltas: 2, ending: 'reset' }])
  })

  test('lets an error in the stream through', async ({ chaos }) => {
    chaos.inject(splitBytes(), midStreamError({ afterDeltas: 2 }))
    expect((await hear(stream())).error).toBeInstanceOf(errors.APIError)
  })
})

describe.for(aiSdkModels)('splitBytes with ai over $name', ({ model }) => {
  test('changes nothing of what it reads', async ({ chaos }) => {
    chaos.inject(splitBytes())
    expect(await hearAiSdk(model())).toEqual({ pieces, errors: [], finishReason: 'stop' })
  })
})
