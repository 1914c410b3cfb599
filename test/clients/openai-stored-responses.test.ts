import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { midStreamError, rateLimited, slowFirstToken, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, brownout, openai, readIncident, virtualTime, type Chaos } from '../../src/index.ts'
import { textOf } from '../../src/kit.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon, unless it rains again.'
const settings = {
  seed: 'tuesday',
  providers: [openai(), openai({ name: 'other', baseURL: 'https://other.example/v1' })],
  answers: answers.from((call) => {
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    if (call.tools.length > 0 && !isAnswered) return { toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'call_1' }] }
    return call.messages.length > 1 ? `Turn ${call.messages.filter(({ role }) => role === 'user').length}. ${text}` : text
  }),
}
const test = withChaos({ ...settings, clientBehavior: 'ignore' })

const client = (baseURL = 'https://api.openai.com/v1'): OpenAI => new OpenAI({ apiKey: 'sk-test', maxRetries: 0, logLevel: 'off', baseURL })
const asked = { model: 'gpt-5', input: 'Where is my parcel?' }
const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'], additionalProperties: false }
const tools = [{ type: 'function' as const, name: 'track', parameters, strict: true }]

/** The status and the message of the error that a call ends in. */
async function errorOf(call: Promise<unknown>): Promise<readonly [number | undefined, string | null | undefined, string]> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof OpenAI.APIError)) throw new Error(`expected an API error, got ${String(error)}`)
  return [error.status, error.code, error.message]
}

async function untilOver(id: string): Promise<{ readonly statuses: string[]; readonly last: OpenAI.Responses.Response }> {
  const statuses: string[] = []
  for (;;) {
    const last = await client().responses.retrieve(id)
    statuses.push(last.status!)
    if (last.status !== 'queued' && last.status !== 'in_progress') return { statuses, last }
    await new Promise((resolve) => setTimeout(resolve, 400))
  }
}

describe('a request that continues from a previous response', () => {
  test('includes the earlier turns, without their instructions', async ({ chaos }) => {
    const first = await client().responses.create({ ...asked, instructions: 'Be brief.' })
    expect(first.output_text).toContain(text)
    const second = await client().responses.create({ model: 'gpt-5', input: 'And when?', previous_response_id: first.id })
    expect(second).toMatchObject({ previous_response_id: first.id, output_text: `Turn 2. ${text}`, store: true })
    const { messages } = chaos.journal.calls[1]!.call
    expect(messages.map((message) => [message.role, textOf({ messages: [message] })])).toEqual([
      ['user', 'Where is my parcel?'],
      ['assistant', first.output_text],
      ['user', 'And when?'],
    ])
    expect(second.usage!.input_tokens).toBeGreaterThan(first.usage!.input_tokens)
  })

  test('can follow a stream, and have the output of a tool call that was made there', async ({ chaos }) => {
    const stream = client().responses.stream({ ...asked, tools })
    const first = await stream.finalResponse()
    const output = { type: 'function_call_output' as const, call_id: 'call_1', output: 'In Ghent.' }
    const second = await client().responses.create({ model: 'gpt-5', input: [output], tools, previous_response_id: first.id })
    expect(second.output_text).toContain(text)
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'complete'])
    const again = client().responses.create({ model: 'gpt-5', input: [output], previous_response_id: second.id })
    expect(await errorOf(again)).toEqual([400, null, '400 No tool call found for function call output with call_id call_1.'])
    const none = client().responses.create({ ...asked, previous_response_id: first.id })
    expect(await errorOf(none)).toEqual([400, null, '400 No tool output found for function call call_1.'])
  })

  test('is refused for an unknown one, and for one that is not stored', async ({ chaos }) => {
    const { id } = await client().responses.create({ ...asked, store: false })
    for (const previous of [id, 'resp_unknown']) {
      const refused = client().responses.create({ ...asked, previous_response_id: previous })
      const message = `400 Previous response with id '${previous}' not found.`
      expect(await errorOf(refused)).toEqual([400, 'previous_response_not_found', message])
    }
    expect(chaos.journal.calls.at(-1)).toMatchObject({ status: 400, ending: 'refused' })
  })

  test('is refused for a response of another provider, or one whose stream was truncated', async ({ chaos }) => {
    const { id } = await client().responses.create(asked)
    const elsewhere = client('https://other.example/v1').responses.create({ ...asked, previous_response_id: id })
    expect((await errorOf(elsewhere))[1]).toBe('previous_response_not_found')
    chaos.inject(truncatedStream({ afterDeltas: 1 }).first(1))
    let cut = ''
    for await (const event of await client().responses.create({ ...asked, stream: true })) if ('response' in event) cut = event.response.id
    expect((await errorOf(client().responses.create({ ...asked, previous_response_id: cut })))[1]).toBe('previous_response_not_found')
  })

  test('can refer to items that are stored', async ({ chaos }) => {
    const first = await client().responses.create(asked)
    const input = [
      { type: 'item_reference' as const, id: first.output[0]!.id! },
      { role: 'user' as const, content: 'And when?' },
    ]
    await client().responses.create({ model: 'gpt-5', input })
    expect(chaos.journal.calls[1]!.call.messages.map(({ role }) => role)).toEqual(['assistant', 'user'])
    const unknown = client().responses.create({ model: 'gpt-5', input: [{ type: 'item_reference', id: 'rs_unknown' }] })
    expect(await errorOf(unknown)).toEqual([
      404,
      null,
      "404 Item with id 'rs_unknown' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
    ])
  })
})

describe('a stored response', () => {
  test('can be read, listed and deleted', async ({ chaos }) => {
    const made = await client().responses.create(asked)
    const { _request_id: _, ...read } = (await client().responses.retrieve(made.id)) as typeof made & { _request_id?: string }
    const { _request_id: __, ...expected } = made as typeof made & { _request_id?: string }
    expect(read).toEqual(expected)
    const second = await client().responses.create({ ...asked, input: 'And when?', previous_response_id: made.id })
    const items = []
    for await (const item of client().responses.inputItems.list(second.id, { order: 'asc', limit: 2 })) items.push(item)
    expect(items).toMatchObject([
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Where is my parcel?' }] },
      { type: 'message', role: 'assistant', id: made.output[0]!.id },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'And when?' }] },
    ])
    await client().responses.delete(made.id)
    expect(await errorOf(client().responses.retrieve(made.id))).toEqual([404, null, `404 Response with id '${made.id}' not found.`])
    expect(chaos.journal.calls.find(({ endpoint }) => endpoint === 'responses.retrieve')).toMatchObject({ truth: text, received: text })
  })

  test('cannot be cancelled, or read as a stream, unless it was made in the background', async ({ chaos }) => {
    const { id } = await client().responses.create(asked)
    expect(await errorOf(client().responses.cancel(id))).toEqual([400, null, '400 Cannot cancel a synchronous response.'])
    expect((await errorOf(client().responses.retrieve(id, { stream: true })))[0]).toBe(400)
    expect(chaos.journal.calls).toHaveLength(3)
  })

  test('is gone when the run is reset', async ({ chaos }) => {
    const { id } = await client().responses.create(asked)
    chaos.reset()
    expect((await errorOf(client().responses.retrieve(id)))[0]).toBe(404)
  })

  test('is not deleted by a call that fails', async ({ chaos }) => {
    const { id } = await client().responses.create(asked)
    chaos.inject(rateLimited().for({ endpoint: 'responses.delete' }).first(1))
    await expect(client().responses.delete(id)).rejects.toThrow(OpenAI.RateLimitError)
    expect((await client().responses.retrieve(id)).output_text).toBe(text)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['responses', 'responses.delete', 'responses.retrieve'])
  })
})

describe('a response in the background', () => {
  test('is queued, in progress and complete', async ({ chaos }) => {
    const queued = await client().responses.create({ ...asked, background: true })
    expect(queued).toMatchObject({ status: 'queued', background: true, output: [], usage: null })
    const { statuses, last } = await untilOver(queued.id)
    expect(statuses).toEqual(['queued', 'queued', 'in_progress', 'in_progress', 'in_progress', 'completed'])
    expect(last.output_text).toBe(text)
    expect(new Set(chaos.journal.calls.map(({ attempt }) => attempt))).toEqual(new Set([0]))
  })

  test('is delayed and fails according to its faults', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '20s' }).first(1), midStreamError({ kind: 'server-error' }).first(1))
    const before = performance.now()
    const { id } = await client().responses.create({ ...asked, background: true })
    expect(performance.now() - before).toBeLessThan(100)
    const { last } = await untilOver(id)
    expect(last).toMatchObject({ status: 'failed', error: { code: 'server_error' }, output: [] })
    expect(performance.now() - before).toBeGreaterThan(20_000)
  })

  test('can run forever, and can be cancelled, any number of times', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 1 }).first(1))
    const { id } = await client().responses.create({ ...asked, background: true })
    await new Promise((resolve) => setTimeout(resolve, 3_600_000))
    expect((await client().responses.retrieve(id)).status).toBe('in_progress')
    expect((await errorOf(client().responses.create({ ...asked, previous_response_id: id })))[2]).toContain('still in progress')
    expect((await client().responses.cancel(id)).status).toBe('cancelled')
    expect((await client().responses.cancel(id)).status).toBe('cancelled')
    expect((await client().responses.retrieve(id)).status).toBe('cancelled')
  })

  test('can be streamed, and resumed after a connection that broke', async ({ chaos }) => {
    const body = { ...asked, background: true, stream: true } as const
    const whole: OpenAI.Responses.ResponseStreamEvent[] = []
    for await (const event of await client().responses.create(body)) whole.push(event)
    chaos.inject(truncatedStream({ afterDeltas: 1 }).for({ endpoint: 'responses' }))
    const seen: OpenAI.Responses.ResponseStreamEvent[] = []
    for await (const event of await client().responses.create(body)) seen.push(event)
    const last = seen.at(-1)!.sequence_number
    const { id } = (seen[0] as OpenAI.Responses.ResponseCreatedEvent).response
    for await (const event of await client().responses.retrieve(id, { stream: true, starting_after: last })) seen.push(event)
    expect(seen.map(({ type }) => type)).toEqual(whole.map(({ type }) => type))
    expect(seen.map(({ sequence_number: number }) => number)).toEqual(seen.map((_, index) => index))
    expect(seen.slice(0, 3).map(({ type }) => type)).toEqual(['response.created', 'response.queued', 'response.in_progress'])
    expect((seen.at(-1) as OpenAI.Responses.ResponseCompletedEvent).response.output).toMatchObject([{ content: [{ text }] }])
  })

  test('must be stored', async ({ chaos }) => {
    expect((await errorOf(client().responses.create({ ...asked, background: true, store: false })))[0]).toBe(400)
    expect(chaos.journal.calls).toHaveLength(1)
  })
})

describe('a conversation', () => {
  test('keeps its messages', async ({ chaos }) => {
    const { conversations, responses } = client()
    const made = await conversations.create({ metadata: { topic: 'parcels' }, items: [{ role: 'user', content: 'I am Ada.' }] })
    expect(await conversations.retrieve(made.id)).toEqual(made)
    const first = await responses.create({ ...asked, conversation: made.id })
    expect(first.conversation).toEqual({ id: made.id })
    await responses.create({ model: 'gpt-5', input: 'And when?', conversation: { id: made.id } })
    expect(chaos.journal.calls.at(-1)!.call.messages.map(({ role }) => role)).toEqual(['user', 'user', 'assistant', 'user'])
    const items = []
    for await (const item of conversations.items.list(made.id, { order: 'asc', limit: 3 })) items.push(item)
    expect(items).toHaveLength(5)
    const [added] = (await conversations.items.create(made.id, { items: [{ role: 'user', content: 'Thanks.' }] })).data
    expect(await conversations.items.retrieve(added!.id!, { conversation_id: made.id })).toMatchObject({ role: 'user' })
    await conversations.items.delete(added!.id!, { conversation_id: made.id })
    expect((await errorOf(conversations.items.retrieve(added!.id!, { conversation_id: made.id })))[0]).toBe(404)
    expect(await conversations.update(made.id, { metadata: { topic: 'thanks' } })).toMatchObject({ metadata: { topic: 'thanks' } })
    expect(await conversations.delete(made.id)).toEqual({ id: made.id, object: 'conversation.deleted', deleted: true })
    const gone = await errorOf(responses.create({ ...asked, conversation: made.id }))
    expect(gone).toEqual([404, null, `404 Conversation with id '${made.id}' not found.`])
  })

  test('cannot be given together with a previous response', async ({ chaos }) => {
    const { id } = await client().responses.create(asked)
    const { id: conversation } = await client().conversations.create()
    const both = client().responses.create({ ...asked, previous_response_id: id, conversation })
    expect((await errorOf(both))[1]).toBe('mutually_exclusive_parameters')
    expect(chaos.journal.calls).toHaveLength(3)
  })
})

test('input tokens are counted with the earlier turns', async ({ chaos }) => {
  const alone = await client().responses.inputTokens.count({ input: 'And when?' })
  const { id } = await client().responses.create(asked)
  const together = await client().responses.inputTokens.count({ model: 'gpt-5', input: 'And when?', previous_response_id: id })
  expect(together.input_tokens).toBeGreaterThan(alone.input_tokens)
  expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'complete', 'complete'])
})

test('stored responses are the same when an incident is replayed', async () => {
  const dayOf = async (chaos: Chaos): Promise<readonly [texts: readonly string[], incident: string]> => {
    const release = chaos.intercept()
    try {
      return await virtualTime(async () => {
        const { id } = await client().responses.create({ ...asked, background: true })
        const { last } = await untilOver(id)
        const second = await client().responses.create({ ...asked, input: 'And when?', previous_response_id: last.id })
        return [[id, second.id, second.output_text], JSON.stringify(chaos.incident())] as const
      })
    } finally {
      release()
    }
  }
  const first = await dayOf(brownout(settings))
  const replay = readIncident(first[1], [])
  expect(await dayOf(brownout({ ...settings, answers: answers.from(() => 'Something else.'), replay }))).toEqual(first)
})

test('responses are kept for 30 days, and no longer', async () => {
  const chaos = brownout(settings)
  const release = chaos.intercept()
  try {
    await virtualTime(
      async () => {
        const { id } = await client().responses.create(asked)
        const days = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 24 * 60 * 60 * 1_000))
        for (const count of [15, 14]) await days(count)
        expect((await client().responses.retrieve(id)).output_text).toBe(text)
        await days(2)
        expect((await errorOf(client().responses.retrieve(id)))[0]).toBe(404)
      },
      { limit: 40 * 24 * 60 * 60 * 1_000 },
    )
    expect(chaos.journal.calls).toHaveLength(3)
  } finally {
    release()
  }
})
