import { describe, expect } from 'vitest'
import { invalidToolCallId } from '../../faults/invalid-tool-call-id.ts'
import { repeatedToolCall } from '../../faults/repeated-tool-call.ts'
import { given, said, test, toolClients, track } from './tools.ts'

describe.for(toolClients)('invalidToolCallId with $name', ({ turn }) => {
  test('leaves the id empty by default', async ({ chaos }) => {
    chaos.inject(invalidToolCallId())
    expect((await turn()).calls).toEqual([{ id: '', name: track.name, arguments: given }])
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'complete', fired: [{ fault: 'invalid-tool-call-id', parameters: { kind: 'missing' } }] },
    ])
  })

  test('sends a single call twice under its id', async ({ chaos }) => {
    chaos.inject(invalidToolCallId({ kind: 'same' }))
    const { calls } = await turn()
    expect(calls).toHaveLength(2)
    expect(calls[1]).toEqual(calls[0])
    expect(calls[0]!.id).not.toBe('')
  })

  test('gives two calls one id', async ({ chaos }) => {
    chaos.inject(repeatedToolCall(), invalidToolCallId({ kind: 'same' }))
    const { calls } = await turn()
    expect(calls).toHaveLength(2)
    expect(calls[1]!.id).toBe(calls[0]!.id)
  })

  test.for(['missing', 'same'] as const)('does not fire if no tool is called (%s)', async (kind, { chaos }) => {
    chaos.inject(invalidToolCallId({ kind }))
    expect((await turn({ tools: [] })).text).toBe(said)
    expect(chaos.neverFired).toHaveLength(1)
  })
})
