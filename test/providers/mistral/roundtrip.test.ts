import { HTTPClient, Mistral } from '@mistralai/mistralai'
import type { CompletionChunk, ContentChunk, ToolCall } from '@mistralai/mistralai/models/components'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { mistral } from '../../../src/providers/mistral/index.ts'
import { fetchOf } from '../emulated.ts'
import { callsOf, replies, said } from '../replies.ts'

const asked = { model: 'magistral-medium-latest', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const reasons = { stop: 'stop', length: 'model_length', 'tool-calls': 'tool_calls', 'content-filter': 'error', refusal: 'stop' } as const

type Content = string | readonly ContentChunk[] | null | undefined

function clientOf(answer: Answer): Mistral {
  return new Mistral({ apiKey: 'test', httpClient: new HTTPClient({ fetcher: fetchOf(mistral(), answer) }) })
}

function textOf(content: Content): string {
  if (typeof content === 'string') return content
  return (content ?? []).map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('')
}

function thoughtOf(content: Content): string {
  if (typeof content === 'string') return ''
  const thoughts = (content ?? []).flatMap((chunk) => (chunk.type === 'thinking' ? chunk.thinking : []))
  return thoughts.map((thought) => ('text' in thought ? thought.text : '')).join('')
}

function seen(contents: readonly Content[], calls: readonly ToolCall[]): unknown {
  return {
    text: contents.map(textOf).join(''),
    thought: contents.map(thoughtOf).join(''),
    calls: calls.map(({ function: named }) => [named.name, named.arguments]),
    areIdsWellFormed: calls.every(({ id }) => /^[a-zA-Z0-9]{9}$/.test(id ?? '')),
  }
}

/** The text of a refusal is sent as text: the API has no other way. */
function expected({ parts }: Answer): unknown {
  return {
    text:
      said(
        parts.map((part) => (part.type === 'refusal' ? { type: 'text', text: part.text } : part)),
        'text',
      ) ?? '',
    thought: said(parts, 'reasoning') ?? '',
    calls: callsOf(parts).map((call) => (call as unknown[]).slice(1)),
    areIdsWellFormed: true,
  }
}

describe('Mistral: the official SDK reads what went in', () => {
  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const { choices, usage } = await clientOf(answer).chat.complete(asked)
        const { message, finishReason } = choices[0]!
        expect(seen([message!.content], message!.toolCalls ?? [])).toEqual(expected(answer))
        expect([finishReason, usage.completionTokens]).toEqual([reasons[answer.finish], answer.usage!.outputTokens])
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const chunks: CompletionChunk[] = []
        for await (const { data } of await clientOf(answer).chat.stream(asked)) chunks.push(data)
        const deltas = chunks.map(({ choices }) => choices[0]!.delta)
        expect(
          seen(
            deltas.map(({ content }) => content),
            deltas.flatMap(({ toolCalls }) => toolCalls ?? []),
          ),
        ).toEqual(expected(answer))
        expect([chunks.at(-1)!.choices[0]!.finishReason, chunks.at(-1)!.usage!.completionTokens]).toEqual([
          reasons[answer.finish],
          answer.usage!.outputTokens,
        ])
      }),
    ))
})
