import type { Message, RawMessageStreamEvent } from '@anthropic-ai/sdk/resources'
import { createParser } from 'eventsource-parser'
import { describe, expect, it } from 'vitest'
import { emptyStore } from '../../engine/empty-store.ts'
import type { Beat } from '../../../src/engine/model/beat.ts'
import { beatsOf } from '../../../src/engine/run/undisturbed-beats.ts'
import { insertAt } from '../../../src/engine/kit/position.ts'
import type { Call } from '../../../src/engine/model/call.ts'
import type { FrameItem } from '../../../src/engine/model/frame.ts'
import type { Exchange } from '../../../src/engine/model/provider.ts'
import { randomFrom } from '../../../src/engine/base/random.ts'
import type { Reply, ReplyPart } from '../../../src/engine/model/reply.ts'
import { endpoints } from '../../../src/providers/anthropic/endpoints.ts'
import { post, question } from './emulated.ts'

const usage = { inputTokens: 20, outputTokens: 9, reasoningTokens: 3, cachedInputTokens: 5 }
const parts: readonly ReplyPart[] = [
  { type: 'reasoning', text: 'Look up.' },
  { type: 'text', text: 'One moment.' },
  { type: 'tool-call', id: 'toolu_01abc', name: 'track', arguments: '{"id":7}' },
]

async function eventsOf(body: object): Promise<{ readonly event: string | undefined; readonly data: RawMessageStreamEvent }[]> {
  const events: { event: string | undefined; data: RawMessageStreamEvent }[] = []
  const parser = createParser({ onEvent: ({ event, data }) => events.push({ event, data: JSON.parse(data) as RawMessageStreamEvent }) })
  parser.feed(await (await post({ parts, usage }, { ...body, stream: true })).text())
  return events
}

describe('a stream on the wire', () => {
  it('is the events of the API, in their order', async () => {
    const events = await eventsOf({ ...question, thinking: { type: 'adaptive' } })
    const id = expect.stringMatching(/^msg_01[A-Za-z0-9]{22}$/) as unknown as string
    const signature = expect.stringMatching(/^Eq[A-Za-z0-9]{162}$/) as unknown as string
    const start = {
      input_tokens: 15,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 5,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { thinking_tokens: 0 },
      server_tool_use: null,
      service_tier: 'standard',
      inference_geo: 'not_available',
      speed: 'standard',
    } as const
    const expected = [
      {
        type: 'message_start',
        message: {
          model: 'claude-sonnet-5',
          id,
          type: 'message',
          role: 'assistant',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          stop_details: null,
          usage: start,
          container: null,
          diagnostics: null,
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
      { type: 'ping' },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Look' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: ' up.' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature } },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '', citations: null } },
      { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'One' } },
      { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: ' moment.' } },
      { type: 'content_block_stop', index: 1 },
      {
        type: 'content_block_start',
        index: 2,
        content_block: { type: 'tool_use', id: 'toolu_01abc', name: 'track', input: {}, caller: { type: 'direct' } },
      },
      { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: '' } },
      ...['{"', 'id', '":', '7', '}'].map((text) => ({
        type: 'content_block_delta' as const,
        index: 2,
        delta: { type: 'input_json_delta' as const, partial_json: text },
      })),
      { type: 'content_block_stop', index: 2 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'tool_use', stop_sequence: null, stop_details: null, container: null },
        usage: {
          input_tokens: 15,
          cache_creation_input_tokens: 0,
          cache_read_input_tokens: 5,
          output_tokens: 9,
          output_tokens_details: { thinking_tokens: 3 },
          server_tool_use: null,
        },
      },
      { type: 'message_stop' },
    ] satisfies (RawMessageStreamEvent | { type: 'ping' })[]
    expect(events.map(({ data }) => data)).toEqual(expected)
    expect(events.map(({ event }) => event)).toEqual(expected.map(({ type }) => type))
  })

  it('numbers its blocks as if reasoning that was not requested were not there', async () => {
    const starts = (await eventsOf(question)).flatMap(({ data }) =>
      data.type === 'content_block_start' ? [[data.index, data.content_block.type]] : [],
    )
    expect(starts).toEqual([
      [0, 'text'],
      [1, 'tool_use'],
    ])
  })

  it('has a thinking block with only a signature if the words are omitted', async () => {
    const deltas = (await eventsOf({ ...question, thinking: { type: 'adaptive', display: 'omitted' } })).flatMap(({ data }) =>
      data.type === 'content_block_delta' && data.index === 0 ? [data.delta.type] : [],
    )
    expect(deltas).toEqual(['signature_delta'])
  })
})

describe('a body on the wire', () => {
  it('is the message of the API', async () => {
    const response = await post({ parts, usage }, { ...question, thinking: { type: 'adaptive' } })
    const expected = {
      model: 'claude-sonnet-5',
      id: expect.stringMatching(/^msg_01/) as unknown as string,
      type: 'message',
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Look up.', signature: expect.stringMatching(/^Eq/) as unknown as string },
        { type: 'text', text: 'One moment.', citations: null },
        { type: 'tool_use', id: 'toolu_01abc', name: 'track', input: { id: 7 }, caller: { type: 'direct' } },
      ],
      stop_reason: 'tool_use',
      stop_sequence: null,
      stop_details: null,
      usage: {
        input_tokens: 15,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 5,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
        output_tokens: 9,
        output_tokens_details: { thinking_tokens: 3 },
        server_tool_use: null,
        service_tier: 'standard',
        inference_geo: 'not_available',
        speed: 'standard',
      },
      container: null,
      diagnostics: null,
    } satisfies Message
    expect(await response.json()).toEqual(expected)
  })

  it('marks a refusal with its stop reason, and has its words as text', async () => {
    const response = await post({ parts: [{ type: 'refusal', text: 'I cannot help with that.' }] }, question)
    expect(await response.json()).toMatchObject({
      content: [{ type: 'text', text: 'I cannot help with that.' }],
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: null, explanation: null },
    })
  })

  it('has its request id in the headers', async () => {
    const response = await post({ parts }, question)
    expect(response.headers.get('request-id')).toMatch(/^req_011[A-Za-z0-9]{21}$/)
  })

  it.each(['/v1/messages', '/messages'])('is found at %s', async (path) => {
    expect((await post({ parts }, question, {}, path)).status).toBe(200)
  })
})

describe('the frames of a stream', () => {
  const reply: Reply = {
    model: 'claude-sonnet-5',
    answeredBy: 'claude-sonnet-5',
    parts,
    finish: 'tool-calls',
    usage,
    fingerprint: '',
    pace: { firstToken: 0, perDelta: 0 },
    facts: [],
  }
  const exchange = (): Exchange => ({
    call: { stream: true, reasoning: true } as Call,
    abort() {},
    answers() {},
    request: { method: 'POST', url: new URL('https://api.anthropic.com'), headers: new Headers(), text: '{}' },
    store: emptyStore(),
    random: randomFrom('wire'),
    date: 0,
    arrivedAt: 0,
    limits: { requests: { limit: 1, remaining: 1, resetIn: 0 }, tokens: { limit: 1, remaining: 1, resetIn: 0 } },
  })
  const framesOf = (beats: Iterable<Beat>): FrameItem[] => [...endpoints[0]!.encode(beats, exchange())]
  const roles = (items: readonly FrameItem[]): string[] => items.flatMap((item) => (item.type === 'frame' ? [item.role] : []))

  it('are one of role delta for each delta that the app can see', () => {
    expect(roles(framesOf(beatsOf(reply))).filter((role) => role === 'delta')).toHaveLength(7)
  })

  it('are complete with message_stop, and not before', () => {
    const frames = framesOf(beatsOf(reply)).filter((item) => item.type === 'frame')
    expect(frames.filter(({ completes }) => completes)).toEqual([expect.objectContaining({ role: 'terminal', event: 'message_stop' })])
  })

  it('have the contents of the parts', () => {
    const told = framesOf(beatsOf(reply)).flatMap((item) => (item.type === 'frame' ? [item.received ?? ''] : []))
    expect(told.join('')).toBe('One moment.\ntrack({"id":7})')
  })

  it('are pings at the waits', () => {
    const frames = framesOf(insertAt(beatsOf(reply), { afterDeltas: 1 }, () => [{ type: 'ping' }]))
    expect(roles(frames).filter((role) => role === 'ping')).toHaveLength(2)
  })

  it('have no usage if the provider omits it', () => {
    const data = framesOf(beatsOf({ ...reply, usage: undefined })).flatMap((item) => (item.type === 'frame' ? [item.data] : []))
    expect(data.join('\n')).not.toContain('"usage"')
  })
})
