import { ConverseCommand, ConverseStreamCommand, type ConverseResponse, type ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import { EventStreamCodec } from '@smithy/eventstream-codec'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/engine/model/answer.ts'
import { bedrock } from '../../../src/providers/bedrock/index.ts'
import { bedrockClient } from '../../../docs/generate/dialects/bedrock-client.ts'
import { fetchOf } from '../emulated.ts'

const answer: Answer = {
  parts: [
    { type: 'reasoning', text: 'Parcels come by post.' },
    { type: 'text', text: 'I look it up.' },
    { type: 'tool-call', id: 'tooluse_1', name: 'track', arguments: '{"id":7}' },
  ],
  usage: { inputTokens: 12, outputTokens: 34, cachedInputTokens: 5 },
}
const question = {
  modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [{ role: 'user' as const, content: [{ text: 'Where is my parcel?' }] }],
  additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1_024 } },
}
const decoder = new TextDecoder()
const codec = new EventStreamCodec(
  (bytes) => decoder.decode(bytes as Uint8Array),
  (text) => new TextEncoder().encode(text),
)

/** A client, and the bytes that it has received. */
function watched(): { client: ReturnType<typeof bedrockClient>; bytes: () => Promise<Uint8Array> } {
  const fetch = fetchOf(bedrock(), answer)
  let received: Promise<Uint8Array> | undefined
  const client = bedrockClient(async (input, init) => {
    const response = await fetch(input, init)
    received = response.clone().bytes()
    return response
  })
  return { client, bytes: () => received! }
}

/** The events on the wire, as the SDK names them, without the padding, which has no meaning. */
function eventsIn(bytes: Uint8Array): unknown[] {
  const events: unknown[] = []
  for (let at = 0; at < bytes.length;) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0)
    const { headers, body } = codec.decode(bytes.subarray(at, at + length))
    const { p, ...payload } = JSON.parse(decoder.decode(body)) as Record<string, unknown>
    expect(p).toMatch(/^a/)
    events.push({ [String(headers[':event-type']!.value)]: payload })
    at += length
  }
  return events
}

describe('the wire has only members that the SDK of AWS knows', () => {
  it('in a body', async () => {
    const { client, bytes } = watched()
    const { $metadata: _, ...read } = await client.send(new ConverseCommand(question))
    expect(read satisfies ConverseResponse).toEqual(JSON.parse(decoder.decode(await bytes())))
    expect(read.usage).toEqual({ inputTokens: 7, outputTokens: 34, totalTokens: 46, cacheReadInputTokens: 5, cacheWriteInputTokens: 0 })
  })

  it('in a stream', async () => {
    const { client, bytes } = watched()
    const events: ConverseStreamOutput[] = []
    for await (const event of (await client.send(new ConverseStreamCommand(question))).stream!) events.push(event)
    expect(events).toEqual(eventsIn(await bytes()))
    expect(events.map((event) => Object.keys(event)[0]).filter((name) => name !== 'contentBlockDelta')).toEqual([
      'messageStart',
      'contentBlockStop',
      'contentBlockStop',
      'contentBlockStart',
      'contentBlockStop',
      'messageStop',
      'metadata',
    ])
  })
})
