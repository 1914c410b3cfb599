import fc from 'fast-check'
import type OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import type { FinishReason } from '../../../src/engine/model/reply.ts'
import { callsOf, replies, said } from '../replies.ts'
import { clientOf } from './emulated.ts'

const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]

describe('Chat Completions: the official SDK reads what went in', () => {
  const reasons = {
    stop: 'stop',
    length: 'length',
    'tool-calls': 'tool_calls',
    'content-filter': 'content_filter',
    refusal: 'stop',
  } as const
  const seen = ({ message }: OpenAI.ChatCompletion.Choice): unknown => ({
    // A stream has no member for a missing text; the SDK collects that as an empty one.
    text: message.content || null,
    refusal: message.refusal || null,
    calls: (message.tool_calls ?? []).map((call) =>
      call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : [],
    ),
  })
  const expected = ({ parts }: Answer): unknown => ({
    text: said(parts, 'text') || null,
    refusal: said(parts, 'refusal') || null,
    calls: callsOf(parts),
  })

  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const completion: OpenAI.ChatCompletion = await clientOf(answer).chat.completions.create({ model: 'gpt-4o', messages })
        expect(seen(completion.choices[0]!)).toEqual(expected(answer))
        expect(completion.choices[0]!.finish_reason).toBe(reasons[answer.finish])
        expect(completion.usage).toMatchObject({ prompt_tokens: answer.usage!.inputTokens, completion_tokens: answer.usage!.outputTokens })
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        // The SDK's own method for collecting a stream throws for a truncated one.
        fc.pre(answer.finish !== 'length' && answer.finish !== 'content-filter')
        const stream = clientOf(answer).chat.completions.stream({ model: 'gpt-4o', messages, stream_options: { include_usage: true } })
        const completion = await stream.finalChatCompletion()
        expect(seen(completion.choices[0]!)).toEqual(expected(answer))
        expect(completion.choices[0]!.finish_reason).toBe(reasons[answer.finish])
        expect(completion.usage).toMatchObject({ prompt_tokens: answer.usage!.inputTokens, completion_tokens: answer.usage!.outputTokens })
      }),
    ))

  it('chunk by chunk, for any finish reason', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        let text = ''
        let reason: string | null = null
        for await (const { choices } of await clientOf(answer).chat.completions.create({ model: 'gpt-4o', messages, stream: true })) {
          text += choices[0]?.delta.content ?? ''
          reason = choices[0]?.finish_reason ?? reason
        }
        expect(text).toBe(said(answer.parts, 'text') ?? '')
        expect(reason).toBe(reasons[answer.finish])
      }),
    ))
})

describe('Responses: the official SDK reads what went in', () => {
  const params = { model: 'gpt-5', input: 'Where is my parcel?', reasoning: { summary: 'auto' } } as const
  const expected = ({ parts }: Answer): unknown[] =>
    parts.map((part) => {
      if (part.type === 'tool-call') return ['function_call', part.id, part.name, part.arguments]
      return [part.type, part.text]
    })
  const seen = ({ output }: OpenAI.Responses.Response): unknown[] =>
    output.map((item) => {
      if (item.type === 'function_call') return ['function_call', item.call_id, item.name, item.arguments]
      if (item.type === 'reasoning') return ['reasoning', item.summary.map(({ text }) => text).join('')]
      if (item.type !== 'message') return [item.type]
      const [content] = item.content
      return content?.type === 'refusal' ? ['refusal', content.refusal] : ['text', content?.text]
    })
  const statusOf = (reason: FinishReason): string => (reason === 'length' || reason === 'content-filter' ? 'incomplete' : 'completed')

  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const response = await clientOf(answer).responses.create(params)
        expect(seen(response)).toEqual(expected(answer))
        expect(response.status).toBe(statusOf(answer.finish))
        expect(response.usage).toMatchObject({ input_tokens: answer.usage!.inputTokens, output_tokens: answer.usage!.outputTokens })
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const response = await clientOf(answer).responses.stream(params).finalResponse()
        expect(seen(response)).toEqual(expected(answer))
        expect(response.status).toBe(statusOf(answer.finish))
      }),
    ))

  it('event by event, each in its place', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const numbers: number[] = []
        const types: string[] = []
        for await (const event of await clientOf(answer).responses.create({ ...params, stream: true })) {
          numbers.push(event.sequence_number)
          types.push(event.type)
        }
        expect(numbers).toEqual(numbers.map((_, index) => index))
        expect([types[0], types.at(-1)]).toEqual([
          'response.created',
          statusOf(answer.finish) === 'completed' ? 'response.completed' : 'response.incomplete',
        ])
      }),
    ))
})
