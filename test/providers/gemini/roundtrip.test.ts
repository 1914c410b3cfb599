import type { GenerateContentResponse, Part } from '@google/genai'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import type { FinishReason, ReplyPart } from '../../../src/engine/model/reply.ts'
import { callsOf, replies, said } from '../replies.ts'
import { clientOf, question } from './emulated.ts'

const finishReason = { stop: 'STOP', length: 'MAX_TOKENS', 'tool-calls': 'STOP', 'content-filter': 'SAFETY', refusal: 'STOP' }

interface Seen {
  readonly text: string
  readonly thoughts: string
  readonly calls: unknown[]
  readonly end: string | undefined
  readonly usage: readonly (number | undefined)[]
}

type Given = Answer & { readonly finish: FinishReason }

/** The text of a reply; a refusal of the model is text like any other. */
function wordsOf(parts: readonly ReplyPart[]): string {
  return parts.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('')
}

/** What the client must see of a reply. A filter that leaves nothing of it has blocked the prompt. */
function expected({ parts, finish, usage }: Given, includeThoughts: boolean): Seen {
  const visible = parts.filter(({ type }) => type !== 'reasoning' || includeThoughts)
  const isSaid = visible.some((part) => part.type === 'tool-call' || part.text !== '')
  const { inputTokens = 0, outputTokens = 0, reasoningTokens = 0 } = usage ?? {}
  return {
    text: wordsOf(parts),
    thoughts: (includeThoughts ? said(parts, 'reasoning') : null) ?? '',
    calls: (callsOf(parts) as [string, string, string][]).map(([id, name, args]) => [id, name, JSON.parse(args) as unknown]),
    end: finish === 'content-filter' && !isSaid ? 'blocked: SAFETY' : finishReason[finish],
    usage: [inputTokens, Math.max(0, outputTokens - reasoningTokens), reasoningTokens, inputTokens + outputTokens],
  }
}

function seen(responses: readonly GenerateContentResponse[]): Seen {
  const parts = responses.flatMap(({ candidates }): Part[] => candidates?.[0]?.content?.parts ?? [])
  const { candidates, promptFeedback, usageMetadata } = responses.at(-1)!
  const { promptTokenCount, candidatesTokenCount = 0, thoughtsTokenCount = 0, totalTokenCount } = usageMetadata!
  return {
    text: parts.map(({ text = '', thought }) => (thought === true ? '' : text)).join(''),
    thoughts: parts.map(({ text = '', thought }) => (thought === true ? text : '')).join(''),
    calls: parts.flatMap(({ functionCall }) =>
      functionCall === undefined ? [] : [[functionCall.id, functionCall.name, functionCall.args]],
    ),
    end: promptFeedback === undefined ? candidates![0]!.finishReason : `blocked: ${promptFeedback.blockReason}`,
    usage: [promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount],
  }
}

describe('the official SDK reads what went in', () => {
  const asked = (includeThoughts: boolean) => ({ ...question, config: { thinkingConfig: { includeThoughts } } })

  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, fc.boolean(), async (given, thoughts) => {
        const response = await clientOf(given).models.generateContent(asked(thoughts))
        expect(seen([response])).toEqual(expected(given, thoughts))
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, fc.boolean(), async (given, thoughts) => {
        const responses: GenerateContentResponse[] = []
        for await (const response of await clientOf(given).models.generateContentStream(asked(thoughts))) responses.push(response)
        expect(seen(responses)).toEqual(expected(given, thoughts))
      }),
    ))

  it('under the same ids and signatures, streaming and non-streaming', () =>
    fc.assert(
      fc.asyncProperty(replies, fc.string(), async (given, seed) => {
        const whole = await clientOf(given, seed).models.generateContent(question)
        const streamed: GenerateContentResponse[] = []
        for await (const response of await clientOf(given, seed).models.generateContentStream(question)) streamed.push(response)
        const signatures = (responses: readonly GenerateContentResponse[]): unknown[] =>
          responses.flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? []).flatMap((part) => part.thoughtSignature ?? [])
        expect(new Set(streamed.map(({ responseId }) => responseId))).toEqual(new Set([whole.responseId]))
        expect(signatures(streamed)).toEqual(signatures([whole]))
      }),
    ))
})
