import { GoogleGenAI, type Content } from '@google/genai'
import { describe, expect } from 'vitest'
import { contentFilter } from '../../faults/index.ts'
import { answers, gemini } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  seed: 'tuesday',
  providers: [gemini()],
  clientBehavior: 'ignore',
  answers: answers.from(({ reasoning }) => (reasoning ? { reasoning: 'Hm.', text: 'In Ghent.' } : 'In Ghent.')),
})
const client = new GoogleGenAI({ apiKey: 'test' })
const model = 'gemini-2.5-flash'

const user = { role: 'user', parts: [{ text: 'Where is my parcel?' }] }
const call = { functionCall: { name: 'track', args: { id: 7 } } }
const result = { functionResponse: { name: 'track', response: { output: 'In Ghent.' } } }
const said = { role: 'user', parts: [{ text: 'Never mind.' }] }

describe('turns with calls', () => {
  test.for<[string, Content[]]>([
    ['a call that plain text follows', [user, { role: 'model', parts: [call] }, said]],
    ['two calls that plain text follows', [user, { role: 'model', parts: [call, call] }, said]],
    ['a turn of the model with a call and its result', [user, { role: 'model', parts: [call, result] }, said]],
    ['a result with a question', [user, { role: 'model', parts: [call] }, { role: 'user', parts: [result, { text: 'And then?' }] }]],
    [
      'results in turns of their own',
      [user, { role: 'model', parts: [call, call] }, ...[result, result].map((part) => ({ role: 'user', parts: [part] }))],
    ],
  ])('are answered: %s', async ([, contents], { chaos }) => {
    expect((await client.models.generateContent({ model, contents })).text).toBe('In Ghent.')
    expect(chaos.journal.calls).toMatchObject([{ status: 200, ending: 'complete' }])
  })

  test.for<[string, Content[], string]>([
    [
      'fewer results than calls',
      [user, { role: 'model', parts: [call, call] }, { role: 'user', parts: [result] }],
      'equal to the number of function call parts',
    ],
    ['a result without a call', [user, { role: 'user', parts: [result] }], 'comes immediately after a function call turn'],
    [
      'a call before any question',
      [
        { role: 'model', parts: [call] },
        { role: 'user', parts: [result] },
      ],
      'comes immediately after a user turn',
    ],
  ])('are refused: %s', async ([, contents, words], { chaos }) => {
    await expect(client.models.generateContent({ model, contents })).rejects.toThrow(words)
    expect(chaos.journal.calls).toMatchObject([{ status: 400, ending: 'refused' }])
  })
})

describe('an answer that the filter stops at once', () => {
  test('is a blocked prompt, streamed or not', async ({ chaos }) => {
    chaos.inject(contentFilter({ share: 0 }))
    const whole = await client.models.generateContent({ model, contents: 'Where?' })
    const events = []
    for await (const event of await client.models.generateContentStream({ model, contents: 'Where?' })) events.push(event)
    for (const { promptFeedback, candidates } of [whole, ...events]) {
      expect(promptFeedback).toMatchObject({ blockReason: 'SAFETY' })
      expect(candidates).toBeUndefined()
    }
    expect(events).toHaveLength(1)
  })

  test('has only its thoughts if they are shown, streamed or not', async ({ chaos }) => {
    chaos.inject(contentFilter({ share: 0 }))
    const asked = { model, contents: 'Where?', config: { thinkingConfig: { includeThoughts: true } } }
    const { candidates } = await client.models.generateContent(asked)
    const parts = []
    for await (const event of await client.models.generateContentStream(asked)) parts.push(...(event.candidates?.[0]?.content?.parts ?? []))
    expect(candidates).toMatchObject([{ content: { parts: [{ text: 'Hm.', thought: true }] }, finishReason: 'SAFETY' }])
    expect(candidates![0]!.content!.parts).toHaveLength(1)
    // The last event of a stream has an empty text, as at Google.
    expect(parts.filter(({ text }) => text !== '')).toEqual(candidates![0]!.content!.parts)
  })
})
