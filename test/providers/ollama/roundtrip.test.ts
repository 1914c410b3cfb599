import fc from 'fast-check'
import { Ollama, type ChatResponse, type GenerateResponse } from 'ollama'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import type { ReplyPart } from '../../../src/engine/model/reply.ts'
import { ollama } from '../../../src/providers/ollama/index.ts'
import { fetchOf } from '../emulated.ts'
import { replies, said } from '../replies.ts'

const clientOf = (answer: Answer): Ollama => new Ollama({ fetch: fetchOf(ollama(), answer) })
const request = { model: 'llama3.2', messages: [{ role: 'user', content: 'Where is my parcel?' }], think: true as const }

/** The text of a reply: it has one field, also for a refusal. */
function wordsOf(parts: readonly ReplyPart[]): string {
  return parts.flatMap((part) => (part.type === 'text' || part.type === 'refusal' ? [part.text] : [])).join('')
}

function expectedOf({ parts, usage, finish }: Answer): unknown {
  return {
    text: wordsOf(parts),
    thinking: said(parts, 'reasoning') ?? '',
    calls: parts.flatMap((part) => (part.type === 'tool-call' ? [[part.name, JSON.parse(part.arguments)]] : [])),
    why: finish === 'length' ? 'length' : 'stop',
    tokens: [usage!.inputTokens, usage!.outputTokens],
  }
}

/** The chunks of a stream, or the one body, joined to one text. */
function heardIn(pieces: readonly ChatResponse[]): unknown {
  const last = pieces.at(-1)!
  expect(pieces.filter(({ done }) => done)).toEqual([last])
  return {
    text: pieces.map(({ message }) => message.content).join(''),
    thinking: pieces.map(({ message }) => message.thinking ?? '').join(''),
    calls: pieces.flatMap(({ message }) =>
      (message.tool_calls ?? []).map((call) => [call.function.name, call.function.arguments] as const),
    ),
    why: last.done_reason,
    tokens: [last.prompt_eval_count, last.eval_count],
  }
}

describe('Ollama: the official client reads what went in', () => {
  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        expect(heardIn([await clientOf(answer).chat({ ...request })])).toEqual(expectedOf(answer))
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(replies, async (answer) => {
        const pieces: ChatResponse[] = []
        for await (const piece of await clientOf(answer).chat({ ...request, stream: true })) pieces.push(piece)
        expect(heardIn(pieces)).toEqual(expectedOf(answer))
      }),
    ))

  it('from generated text, streaming and non-streaming', () =>
    fc.assert(
      fc.asyncProperty(replies, async ({ parts, ...answer }) => {
        const client = clientOf({ ...answer, parts: parts.filter(({ type }) => type !== 'tool-call') })
        const body: GenerateResponse = await client.generate({ model: 'llama3.2', prompt: 'Hi', think: true })
        let [text, thinking] = ['', '']
        for await (const piece of await client.generate({ model: 'llama3.2', prompt: 'Hi', think: true, stream: true })) {
          text += piece.response ?? ''
          thinking += piece.thinking ?? ''
        }
        const expected = [wordsOf(parts), said(parts, 'reasoning') ?? '']
        expect([body.response, body.thinking ?? '']).toEqual(expected)
        expect([text, thinking]).toEqual(expected)
      }),
    ))
})
