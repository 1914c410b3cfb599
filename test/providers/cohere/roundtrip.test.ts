import { CohereClientV2, type Cohere } from 'cohere-ai'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { cohere } from '../../../src/providers/cohere/index.ts'
import { fetchOf } from '../emulated.ts'
import { callsOf, replies, said } from '../replies.ts'

const clientOf = (answer: Answer): CohereClientV2 => new CohereClientV2({ token: 'test', maxRetries: 0, fetch: fetchOf(cohere(), answer) })

const request = {
  model: 'command-a-reasoning-08-2025',
  messages: [{ role: 'user' as const, content: 'Where is my parcel?' }],
  thinking: { type: 'enabled' as const },
}

const reasons = {
  stop: 'COMPLETE',
  length: 'MAX_TOKENS',
  'tool-calls': 'TOOL_CALL',
  'content-filter': 'ERROR',
  refusal: 'COMPLETE',
} as const

/** The answer in the fields of the API: text next to a call is its plan, and a refusal is text like any other. */
function expectedOf({ parts, usage, finish }: Answer): unknown {
  const words = parts.flatMap((part) => (part.type === 'text' || part.type === 'refusal' ? [part.text] : [])).join('')
  const calls = callsOf(parts)
  return {
    text: calls.length === 0 ? words : '',
    plan: calls.length === 0 ? '' : words,
    thinking: said(parts, 'reasoning') ?? '',
    calls,
    why: reasons[finish!],
    tokens: { inputTokens: usage!.inputTokens, outputTokens: usage!.outputTokens },
  }
}

function heardIn({ message, finishReason, usage }: Cohere.V2ChatResponse): unknown {
  const content = message.content ?? []
  return {
    text: content.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    plan: message.toolPlan ?? '',
    thinking: content.map((part) => (part.type === 'thinking' ? part.thinking : '')).join(''),
    calls: (message.toolCalls ?? []).map((call) => [call.id, call.function?.name, call.function?.arguments]),
    why: finishReason,
    tokens: usage?.tokens,
  }
}

interface Heard {
  text: string
  plan: string
  thinking: string
  readonly calls: [unknown, unknown, string][]
  why?: unknown
  tokens?: unknown
}

/** Gathers a stream, for which the SDK has nothing of its own. */
async function gathered(stream: AsyncIterable<Cohere.V2ChatStreamResponse>): Promise<Heard> {
  const heard: Heard = { text: '', plan: '', thinking: '', calls: [] }
  for await (const event of stream) {
    if (event.type === 'content-delta') {
      heard.text += event.delta?.message?.content?.text ?? ''
      heard.thinking += event.delta?.message?.content?.thinking ?? ''
    }
    if (event.type === 'tool-plan-delta') heard.plan += event.delta?.message?.toolPlan ?? ''
    if (event.type === 'tool-call-start') {
      const call = event.delta?.message?.toolCalls
      heard.calls[event.index!] = [call?.id, call?.function?.name, call?.function?.arguments ?? '']
    }
    if (event.type === 'tool-call-delta') heard.calls[event.index!]![2] += event.delta?.message?.toolCalls?.function?.arguments ?? ''
    if (event.type === 'message-end') {
      heard.why = event.delta?.finishReason
      heard.tokens = event.delta?.usage?.tokens
    }
  }
  return heard
}

describe('Cohere: the official SDK reads what went in', () => {
  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        expect(heardIn(await clientOf(answer).chat(request))).toEqual(expectedOf(answer))
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        // The SDK takes any line that holds these letters for the end of the stream, be they the model's own words.
        fc.pre(!JSON.stringify(answer.parts).includes('[DONE]'))
        expect(await gathered(await clientOf(answer).chatStream(request))).toEqual(expectedOf(answer))
      }),
    ))
})
