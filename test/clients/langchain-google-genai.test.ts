import { HumanMessage, ToolMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatGoogleGenerativeAI } from '@langchain/google-genai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { emptyAnswer, midStreamError, overloaded, quotaExhausted, truncatedStream } from '../../faults/index.ts'
import { answers, gemini } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'It comes tomorrow, or the day after.'
const test = withChaos({
  seed: 'tuesday',
  providers: [gemini()],
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    const [first] = call.tools
    if (first === undefined || isAnswered) return text
    return { toolCalls: [{ name: first.name, arguments: first.name === 'track' ? { id: 7 } : { city: 'Ghent' }, id: 'call_1' }] }
  }),
})

const model = (maxRetries = 0): ChatGoogleGenerativeAI =>
  new ChatGoogleGenerativeAI({ model: 'gemini-2.5-flash', apiKey: 'test', maxRetries })
const prompt = 'Where is my parcel?'
const track = tool(({ id }) => `Parcel ${id} is in Ghent.`, {
  name: 'track',
  description: 'Where a parcel is',
  schema: z.object({ id: z.number() }),
})

/** The error that a call ends in. */
function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('@langchain/google-genai', () => {
  test('reads a message', async ({ chaos }) => {
    const message = await model().invoke(prompt)
    expect([message.content, message.response_metadata['finishReason']]).toEqual([text, 'STOP'])
    expect(message.usage_metadata).toMatchObject({ output_tokens: chaos.journal.calls[0]!.usage!.outputTokens })
  })

  test('reads a stream', async ({ chaos }) => {
    const pieces: string[] = []
    for await (const chunk of await model().stream(prompt)) if (chunk.text !== '') pieces.push(chunk.text)
    expect(pieces.join('')).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ stream: true, deltas: pieces.length, ending: 'complete' }])
  })

  test('calls a tool, and continues with its result', async ({ chaos }) => {
    const bound = model().bindTools([track])
    const first = await bound.invoke(prompt)
    expect(first.tool_calls).toMatchObject([{ name: 'track', args: { id: 7 } }])
    const result = new ToolMessage({ content: 'In Ghent.', tool_call_id: first.tool_calls![0]!.id!, name: 'track' })
    expect((await bound.invoke([new HumanMessage(prompt), first, result])).content).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)).toMatchObject({
      role: 'tool',
      parts: [{ type: 'tool-result', text: 'In Ghent.' }],
    })
  })

  test('reads structured output', async ({ chaos }) => {
    const structured = model().withStructuredOutput(z.object({ city: z.string() }))
    expect(await structured.invoke(prompt)).toEqual({ city: 'Ghent' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('knows an overload, and an empty purse, by their status', async ({ chaos }) => {
    chaos.inject(overloaded().nth(1), quotaExhausted().nth(2))
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ status: 503 })
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ status: 429 })
    expect(chaos.journal).toHaveCalled(2)
  })

  test('retries after an overload', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    expect((await model(2).invoke(prompt)).content).toBe(text)
    expect(chaos.journal).toHaveRetried({ times: 1 })
  })

  test('treats a stream that is truncated, or that reports an error midway, as complete', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }).nth(1), midStreamError({ afterDeltas: 3 }).nth(2))
    for (const _ of [1, 2]) {
      let heard = ''
      for await (const chunk of await model().stream(prompt)) heard += chunk.text
      expect(text.startsWith(heard)).toBe(true)
      expect(heard).not.toBe(text)
    }
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated' }, { ending: 'truncated', problem: { kind: 'overloaded' } }])
  })

  test('reads an empty reply', async ({ chaos }) => {
    chaos.inject(emptyAnswer())
    expect((await model().invoke(prompt)).text).toBe('')
    expect(chaos.journal).toHaveFired('empty-answer')
  })
})
