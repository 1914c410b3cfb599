import fc from 'fast-check'
import { AzureOpenAI } from 'openai'
import type OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { azure } from '../../../src/providers/azure/index.ts'
import { fetchOf } from '../emulated.ts'
import { callsOf, replies, said } from '../replies.ts'

const asked = { model: 'my-gpt', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const reasons = { stop: 'stop', length: 'length', 'tool-calls': 'tool_calls', 'content-filter': 'content_filter', refusal: 'stop' } as const

function clientOf(answer: Answer): AzureOpenAI {
  return new AzureOpenAI({
    apiKey: 'test',
    apiVersion: '2024-10-21',
    endpoint: 'https://parcels.openai.azure.com',
    maxRetries: 0,
    logLevel: 'off',
    fetch: fetchOf(azure(), answer),
  })
}

function seen({ message }: OpenAI.ChatCompletion.Choice): unknown {
  return {
    text: message.content || null,
    refusal: message.refusal || null,
    calls:
      message.tool_calls?.map((call) => (call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : [])) ?? [],
  }
}

function expected({ parts }: Answer): unknown {
  return { text: said(parts, 'text') || null, refusal: said(parts, 'refusal') || null, calls: callsOf(parts) }
}

describe('Azure OpenAI: the official SDK reads what went in', () => {
  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const { choices, usage } = await clientOf(answer).chat.completions.create(asked)
        expect(seen(choices[0]!)).toEqual(expected(answer))
        expect(choices[0]!.finish_reason).toBe(reasons[answer.finish])
        expect(usage).toMatchObject({ prompt_tokens: answer.usage!.inputTokens, completion_tokens: answer.usage!.outputTokens })
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        // The SDK's own method for collecting a stream throws for a truncated one.
        fc.pre(answer.finish !== 'length' && answer.finish !== 'content-filter')
        const stream = clientOf(answer).chat.completions.stream({ ...asked, stream_options: { include_usage: true } })
        const { choices, usage } = await stream.finalChatCompletion()
        expect(seen(choices[0]!)).toEqual(expected(answer))
        expect(usage).toMatchObject({ prompt_tokens: answer.usage!.inputTokens, completion_tokens: answer.usage!.outputTokens })
      }),
    ))
})
