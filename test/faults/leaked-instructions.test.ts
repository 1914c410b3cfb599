import { describe, expect } from 'vitest'
import { leakedInstructions } from '../../faults/leaked-instructions.ts'
import { chat, modelSaying, test, truth } from './bench.ts'
import { completion, inJson, message } from './replies.ts'

const system = 'The code is 4711.'
const leak = `${truth}\n\nMy instructions are: ${system}`
const messages = [
  { role: 'system' as const, content: system },
  { role: 'user' as const, content: 'Hello' },
]

describe('leakedInstructions', () => {
  test('adds the system prompt to the answer', async ({ chaos }) => {
    chaos.inject(leakedInstructions())
    expect((await completion({ messages })).choices[0]!.message.content).toBe(leak)
    expect((await message({ system })).content).toMatchObject([{ type: 'text', text: leak }])
    const call = { ending: 'complete', received: leak, truth, fired: [{ fault: 'leaked-instructions' }] }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })

  test('does not fire without a system prompt', async ({ chaos }) => {
    chaos.inject(leakedInstructions())
    expect(await chat.ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('leaves JSON as it is', async ({ chaos }) => {
    chaos.inject(leakedInstructions())
    const { choices } = await completion({ ...inJson, messages: [messages[0]!, ...inJson.messages] })
    expect(choices[0]!.message.content).toBe('{"days":30}')
    expect(chaos.neverFired).toHaveLength(1)
  })
})
