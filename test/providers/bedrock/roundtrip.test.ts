import {
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import type { FinishReason } from '../../../src/engine/model/reply.ts'
import { bedrock } from '../../../src/providers/bedrock/index.ts'
import { bedrockClient } from '../../../docs/generate/dialects/bedrock-client.ts'
import { fetchOf } from '../emulated.ts'
import { replies } from '../replies.ts'
import { blockOf, gather, type Gathered } from './gathered.ts'

const modelId = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const thinking = { type: 'enabled', budget_tokens: 1024 }
const law = { answer: replies, reasoning: fc.boolean() }
const decoder = new TextDecoder()

function converseInput(reasoning: boolean) {
  return {
    modelId,
    messages: [{ role: 'user' as const, content: [{ text: 'Where is my parcel?' }] }],
    ...(reasoning && { additionalModelRequestFields: { thinking } }),
  }
}

function invokeInput(reasoning: boolean) {
  const messages = [{ role: 'user', content: 'Where is my parcel?' }]
  return {
    modelId,
    body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 4_096, messages, ...(reasoning && { thinking }) }),
  }
}

/** What the client must see of the parts of a reply. */
function visible({ parts }: Answer, reasoning: boolean): unknown[] {
  return parts.flatMap((part): unknown[] => {
    if (part.type === 'tool-call') return [['call', part.id, part.name, JSON.parse(part.arguments)]]
    if (part.type === 'reasoning') return reasoning ? [['thought', part.text, expect.stringMatching(/^Eq/)]] : []
    return [['text', part.text]]
  })
}

describe('Bedrock Converse: the official SDK reads what went in', () => {
  const reasons: Readonly<Record<FinishReason, string>> = {
    stop: 'end_turn',
    length: 'max_tokens',
    'tool-calls': 'tool_use',
    'content-filter': 'content_filtered',
    refusal: 'content_filtered',
  }

  function expectAll({ blocks, stopReason, usage }: Gathered, answer: Answer, reasoning: boolean): void {
    expect(blocks).toEqual(visible(answer, reasoning))
    expect(stopReason).toBe(reasons[answer.finish!])
    const { inputTokens, outputTokens } = answer.usage!
    expect(usage).toMatchObject({ inputTokens, outputTokens, totalTokens: inputTokens! + outputTokens! })
  }

  it('from a body', () =>
    fc.assert(
      fc.asyncProperty(fc.record(law), async ({ answer, reasoning }) => {
        const client = bedrockClient(fetchOf(bedrock(), answer))
        const { output, stopReason, usage } = await client.send(new ConverseCommand(converseInput(reasoning)))
        expectAll({ blocks: output!.message!.content!.map(blockOf), stopReason, usage }, answer, reasoning)
      }),
    ))

  it('from a stream', () =>
    fc.assert(
      fc.asyncProperty(fc.record(law), async ({ answer, reasoning }) => {
        const client = bedrockClient(fetchOf(bedrock(), answer))
        const { stream } = await client.send(new ConverseStreamCommand(converseInput(reasoning)))
        expectAll(await gather(stream!), answer, reasoning)
      }),
    ))
})

describe("Bedrock InvokeModel: the official SDK forwards the answer of one of Anthropic's models", () => {
  interface Event {
    readonly type: string
    readonly index: number
    readonly content_block?: object
    readonly delta?: Record<string, string>
    readonly 'amazon-bedrock-invocationMetrics'?: unknown
  }
  type Message = { content: Record<string, unknown>[]; stop_reason: string; usage: { output_tokens: number } }
  const reasons: Readonly<Record<FinishReason, string>> = {
    stop: 'end_turn',
    length: 'max_tokens',
    'tool-calls': 'tool_use',
    'content-filter': 'refusal',
    refusal: 'refusal',
  }

  function blocksOf({ content }: Pick<Message, 'content'>): unknown[] {
    return content.map((block) => {
      if (block['type'] === 'tool_use') return ['call', block['id'], block['name'], block['input']]
      if (block['type'] === 'thinking') return ['thought', block['thinking'], block['signature']]
      return ['text', block['text']]
    })
  }

  it('in a body', () =>
    fc.assert(
      fc.asyncProperty(fc.record(law), async ({ answer, reasoning }) => {
        const client = bedrockClient(fetchOf(bedrock(), answer))
        const { body } = await client.send(new InvokeModelCommand(invokeInput(reasoning)))
        const message = JSON.parse(decoder.decode(body)) as Message
        expect(blocksOf(message)).toEqual(visible(answer, reasoning))
        expect(message.stop_reason).toBe(reasons[answer.finish])
        expect(message.usage.output_tokens).toBe(answer.usage!.outputTokens)
      }),
    ))

  it('in a stream', () =>
    fc.assert(
      fc.asyncProperty(fc.record(law), async ({ answer, reasoning }) => {
        const client = bedrockClient(fetchOf(bedrock(), answer))
        const { body } = await client.send(new InvokeModelWithResponseStreamCommand(invokeInput(reasoning)))
        const content: Record<string, unknown>[] = []
        let stopReason: unknown
        let metrics: unknown
        for await (const { chunk } of body!) {
          const event = JSON.parse(decoder.decode(chunk!.bytes)) as Event
          const { delta } = event
          if (event.type === 'content_block_start') content.push({ ...event.content_block, json: '' })
          if (event.type === 'content_block_delta') add(content[event.index]!, delta!)
          if (event.type === 'message_delta') stopReason = delta!['stop_reason']
          if (event.type === 'message_stop') metrics = event['amazon-bedrock-invocationMetrics']
        }
        for (const block of content) if (block['type'] === 'tool_use') block['input'] = JSON.parse(block['json'] as string)
        expect(blocksOf({ content })).toEqual(visible(answer, reasoning))
        expect(stopReason).toBe(reasons[answer.finish])
        expect(metrics).toMatchObject({ inputTokenCount: answer.usage!.inputTokens, outputTokenCount: answer.usage!.outputTokens })
      }),
    ))

  function add(block: Record<string, unknown>, delta: Record<string, string>): void {
    for (const [to, from] of [
      ['text', 'text'],
      ['thinking', 'thinking'],
      ['signature', 'signature'],
      ['json', 'partial_json'],
    ] as const) {
      if (delta[from] !== undefined) Object.assign(block, { [to]: String(block[to]) + delta[from] })
    }
  }
})
