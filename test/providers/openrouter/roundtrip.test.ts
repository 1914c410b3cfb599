import { HTTPClient, OpenRouter } from '@openrouter/sdk'
import type { ChatResult, ChatStreamChunk } from '@openrouter/sdk/models'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { openrouter } from '../../../src/providers/openrouter/index.ts'
import { fetchOf } from '../emulated.ts'
import { callsOf, replies, said } from '../replies.ts'

const asked = { model: 'openai/gpt-5', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const reasons = { stop: 'stop', length: 'length', 'tool-calls': 'tool_calls', 'content-filter': 'content_filter', refusal: 'stop' } as const

function clientOf(answer: Answer): OpenRouter {
  return new OpenRouter({
    apiKey: 'test',
    retryConfig: { strategy: 'none' },
    httpClient: new HTTPClient({ fetcher: fetchOf(openrouter(), answer) }),
  })
}

function expected({ parts, finish, usage }: Answer): unknown {
  return {
    text: said(parts, 'text') ?? '',
    refusal: said(parts, 'refusal') ?? '',
    reasoning: said(parts, 'reasoning') ?? '',
    calls: callsOf(parts),
    finish: reasons[finish!],
    tokens: [usage!.inputTokens, usage!.outputTokens],
  }
}

async function read(stream: AsyncIterable<ChatStreamChunk>): Promise<ChatStreamChunk[]> {
  const chunks: ChatStreamChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

/** The pieces of a stream put together, as an app does it. */
function gathered(chunks: readonly ChatStreamChunk[]): unknown {
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta))
  const calls: string[][] = []
  for (const { index, id, function: named } of deltas.flatMap(({ toolCalls }) => toolCalls ?? [])) {
    const call = (calls[index] ??= [id ?? '', named?.name ?? '', ''])
    call[2] += named?.arguments ?? ''
  }
  const usage = chunks.at(-1)!.usage!
  return {
    text: deltas.map(({ content }) => content ?? '').join(''),
    refusal: deltas.map(({ refusal }) => refusal ?? '').join(''),
    reasoning: deltas.map(({ reasoning }) => reasoning ?? '').join(''),
    calls,
    finish: chunks.flatMap(({ choices }) => choices[0]?.finishReason ?? []).join(),
    tokens: [usage.promptTokens, usage.completionTokens],
  }
}

describe('OpenRouter: the official SDK reads what went in', () => {
  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const { choices, usage } = (await clientOf(answer).chat.send({ chatRequest: { ...asked, stream: false } })) as ChatResult
        const { message, finishReason } = choices[0]!
        expect({
          text: message.content ?? '',
          refusal: message.refusal ?? '',
          reasoning: message.reasoning ?? '',
          calls: (message.toolCalls ?? []).map((call) => [call.id, call.function.name, call.function.arguments]),
          finish: finishReason,
          tokens: [usage!.promptTokens, usage!.completionTokens],
        }).toEqual(expected(answer))
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const stream = await clientOf(answer).chat.send({ chatRequest: { ...asked, stream: true } })
        expect(gathered(await read(stream as AsyncIterable<ChatStreamChunk>))).toEqual(expected(answer))
      }),
    ))
})
