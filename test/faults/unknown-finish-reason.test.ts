import { describe, expect } from 'vitest'
import { unknownFinishReason } from '../../faults/unknown-finish-reason.ts'
import { claude, hear, pieces, test, truth } from './bench.ts'
import { completion, message, response } from './replies.ts'
import { overTheWire } from './wire.ts'

describe('unknownFinishReason', () => {
  test('is part of the complete answer, in the field of the provider', async ({ chaos }) => {
    chaos.inject(unknownFinishReason())
    expect((await completion()).choices[0]).toMatchObject({ finish_reason: '', message: { content: truth } })
    expect(await message()).toMatchObject({ stop_reason: 'pause_turn', content: [{ text: truth }] })
    expect(await response()).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_tool_calls' }, output_text: truth })
    const call = { ending: 'complete', received: truth, fired: [{ fault: 'unknown-finish-reason' }] }
    expect(chaos.journal.calls).toMatchObject([call, call, call])
  })

  test('is at the end of a stream, and of no event before', async ({ chaos }) => {
    chaos.inject(unknownFinishReason({ reason: 'tired' }))
    const { text } = await overTheWire({ stream: true })
    expect([...text.matchAll(/"finish_reason":("\w*"|null)/g)].map(([, reason]) => reason).filter((reason) => reason !== 'null')).toEqual([
      '"tired"',
    ])
    expect(await hear(claude.stream())).toEqual({ pieces, error: undefined })
  })
})
