import Anthropic from '@anthropic-ai/sdk'
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema'
import { describe, expect } from 'vitest'
import { overloaded, truncatedStream } from '../../faults/index.ts'
import { anthropic, answers } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon, unless it rains again.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [anthropic()],
  answers: answers.from((call) => {
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered ? { toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'toolu_1' }] } : text
  }),
})
const client = (maxRetries = 0): Anthropic => new Anthropic({ apiKey: 'test', maxRetries, logLevel: 'off' })
const asked = { model: 'claude-sonnet-5', max_tokens: 1024, system: 'Be brief.' }
const question = { role: 'user' as const, content: 'Where is my parcel?' }
const track = betaTool({
  name: 'track',
  description: 'Tracks a parcel.',
  inputSchema: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
  run: ({ id }) => `Parcel ${id} is in Ghent.`,
})

/** The messages of each call as the model takes them in. */
function seen(calls: readonly { readonly call: { readonly messages: readonly { readonly role: string }[] } }[]): string[] {
  return calls.map(({ call }) => call.messages.map(({ role }) => role).join(' '))
}

describe('the tool runner of the official SDK', () => {
  test('calls its tool, and continues in the thread', async ({ chaos }) => {
    const last = await client()
      .beta.messages.toolRunner({ ...asked, messages: [question], tools: [track] })
      .runUntilDone()
    expect(last.content).toMatchObject([{ type: 'text', text }])
    expect(seen(chaos.journal.calls)).toEqual(['system user', 'system user assistant tool'])
    expect(chaos.journal.calls.map(({ call }) => call.tools.map(({ name }) => name))).toEqual([['track'], ['track']])
  })

  test('does so in a stream', async ({ chaos }) => {
    const runner = client().beta.messages.toolRunner({ ...asked, messages: [question], tools: [track], stream: true })
    let told = ''
    for await (const stream of runner)
      for await (const event of stream)
        told += event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? event.delta.text : ''
    expect(told).toBe(text)
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'complete'])
  })

  test('sends a turn again whose call failed, since the thread has not gone on', async ({ chaos }) => {
    chaos.inject(overloaded().nth(2))
    const last = await client(2)
      .beta.messages.toolRunner({ ...asked, messages: [question], tools: [track] })
      .runUntilDone()
    expect(last.content).toMatchObject([{ text }])
    expect(seen(chaos.journal.calls)).toEqual(['system user', 'system user assistant tool', 'system user assistant tool'])
  })
})

describe('a thread', () => {
  test('keeps the conversation', async ({ chaos }) => {
    const thread = client().beta.messages.thread(asked)
    await thread.send(question)
    await thread.send({ role: 'user', content: 'And when?' })
    expect(seen(chaos.journal.calls)).toEqual(['system user', 'system user assistant user'])
  })

  test('begins again after a truncated reply', async ({ chaos }) => {
    const thread = client().beta.messages.thread(asked)
    await thread.send(question)
    chaos.inject(truncatedStream({ afterDeltas: 1 }).first(1))
    await expect(thread.stream({ role: 'user', content: 'And when?' }).finalMessage()).rejects.toThrow('ended without')
    await thread.send({ role: 'user', content: 'So?' })
    expect(chaos.journal.calls.at(-1)!.status).toBe(200)
    expect(seen(chaos.journal.calls).at(-1)).toMatch(/^system user assistant user/)
  })

  test('is refused as the provider does', async ({ chaos }) => {
    const betas = ['message-threads-2026-08-12']
    const send = (body: object): Promise<Anthropic.Beta.BetaMessage> =>
      client().beta.messages.create({ model: asked.model, max_tokens: 1024, messages: [question], betas, ...body })
    const codeOf = (body: object): Promise<unknown> =>
      send(body).then(
        () => undefined,
        ({ status, error }: { status: number; error: { error: { details?: { error_code?: string }; message: string } } }) => [
          status,
          error.error.details?.error_code ?? error.error.message,
        ],
      )
    const { id } = await send({ thread: { type: 'create' } })
    const go = { thread: { type: 'continue', previous_message_id: id } }
    expect(await codeOf({ thread: { type: 'continue', previous_message_id: 'msg_unknown' } })).toEqual([404, 'thread_not_found'])
    expect(await codeOf({ ...go, system: 'Be brief.' })).toEqual([400, 'thread_fingerprint_mismatch'])
    expect(await codeOf({ ...go, cache_control: { type: 'ephemeral' } })).toEqual([400, 'thread_unsupported_request'])
    expect(await codeOf({ ...go, betas: [] })).toEqual([400, 'thread: Extra inputs are not permitted'])
    expect(await codeOf(go)).toBeUndefined()
    expect(await codeOf(go)).toEqual([400, 'thread_already_continued'])
    expect(chaos.journal.calls).toHaveLength(7)
  })
})
