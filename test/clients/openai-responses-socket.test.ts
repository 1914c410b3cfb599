import OpenAI from 'openai'
import { ResponsesWS } from 'openai/resources/responses/ws'
import type { ResponsesClientEvent, ResponsesServerEvent } from 'openai/resources/responses/responses'
import { describe } from 'vitest'
import { connectionReset, emptyBody, midStreamError, rateLimited, stalledStream, truncatedStream } from '../../faults/catalogue.ts'
import { answers, openai } from '../../src/index.ts'
import { excerpt } from '../../src/property/text/ending-in-words.ts'
import { momentsOf, timeline } from '../../src/property/text/timeline.ts'
import { serve } from '../../src/server/index.ts'
import { expect, withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Lyon, and it comes on Friday.'
const test = withChaos({ providers: [openai()], answers: answers.from(() => text), clientBehavior: 'ignore' })

interface Received {
  readonly events: readonly ResponsesServerEvent[]
  readonly error?: Error
  readonly closed?: number
}

const connect = (): ResponsesWS => new ResponsesWS(new OpenAI({ apiKey: 'sk-test' }))

/** Makes a call over a socket, and collects events until the response, or the connection, is over. */
function ask(socket: ResponsesWS, request: Partial<ResponsesClientEvent.ResponseCreate> = {}): Promise<Received> {
  return new Promise((resolve) => {
    const events: ResponsesServerEvent[] = []
    let error: Error | undefined
    socket.on('event', (event) => {
      events.push(event)
      if (event.type === 'response.completed' || event.type === 'response.failed') resolve({ events })
    })
    socket.on('error', (failed) => {
      error = failed
      if (failed.error != null) resolve({ events, error })
    })
    socket.on('close', (closed) => resolve({ events, closed, ...(error === undefined ? {} : { error }) }))
    socket.send({ type: 'response.create', model: 'gpt-5', input: 'Where is my parcel?', ...request })
  })
}

const textIn = ({ events }: Received): string =>
  events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join('')

function responseIn({ events }: Received): OpenAI.Responses.Response {
  const last = events.at(-1)
  if (last?.type !== 'response.completed') throw new Error(`The last event is ${last?.type}.`)
  return last.response
}

describe('emptyBody with nothing but the end marker', () => {
  test('leaves the last event of a response', async ({ chaos }) => {
    chaos.inject(emptyBody({ form: 'terminal-only' }).nth(2))
    const socket = connect()
    const { events } = await ask(socket)
    expect(events.map(({ type }) => type)).toEqual(['response.completed'])
    expect(chaos.journal.calls[1]).toMatchObject({ fired: [{ fault: 'empty-body' }], ending: 'complete', deltas: 0, received: '' })
    expect(textIn(await ask(socket))).toBe(text)
    socket.close()
  })
})

describe('undisturbed', () => {
  test('the handshake and each response are calls', async ({ chaos }) => {
    const socket = connect()
    const received = await ask(socket)
    expect(textIn(received)).toBe(text)
    expect(received.events.map(({ sequence_number: number }) => number)).toEqual(received.events.map((_, index) => index))
    expect(chaos.journal.calls).toMatchObject([
      { endpoint: 'responses.connect', status: 101, ending: 'complete', deltas: 0 },
      { endpoint: 'responses.connect', model: 'gpt-5', ending: 'complete', truth: text, received: text },
    ])
    socket.close()
  })

  test('a turn continues from the last one, which only its connection knows', async ({ chaos }) => {
    const [socket, other] = [connect(), connect()]
    const { id } = responseIn(await ask(socket, { store: false }))
    responseIn(await ask(socket, { store: false, previous_response_id: id, input: 'And then?' }))
    expect(chaos.journal.calls.at(-1)?.call.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    const { error } = await ask(other, { previous_response_id: id })
    expect(error?.message).toBe(`Previous response with id '${id}' not found.`)
    socket.close()
    other.close()
  })

  test.for([rateLimited(), midStreamError({ afterDeltas: 2 })])(
    'a turn that fails forgets the one before it: $fault.name',
    async (failure, { chaos }) => {
      chaos.inject(failure.nth(3), failure.nth(6))
      const socket = connect()
      const { id } = responseIn(await ask(socket, { store: false }))
      const next = { store: false, previous_response_id: id, input: 'And then?' }
      await ask(socket, next)
      expect((await ask(socket, next)).error?.message).toBe(`Previous response with id '${id}' not found.`)
      const stored = { previous_response_id: responseIn(await ask(socket)).id, input: 'And then?' }
      await ask(socket, stored)
      expect(textIn(await ask(socket, stored))).toContain(text)
      socket.close()
    },
  )

  test('the model is not called if only the state is prepared', async ({ chaos }) => {
    const socket = connect()
    const prepared = responseIn(await ask(socket, { generate: false, store: false }))
    expect(prepared.output).toEqual([])
    expect(chaos.journal.calls[1]?.truth).toBeUndefined()
    expect(textIn(await ask(socket, { previous_response_id: prepared.id, input: 'Now?' }))).toBe(text)
    socket.close()
  })

  test('lanes are answered side by side, and named in every event', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 0, duration: '10s' }).nth(2))
    const socket = connect()
    const named: unknown[] = []
    socket.on('event', (event) => named.push((event as { stream_id?: string }).stream_id))
    const slow = { type: 'response.create' as const, model: 'gpt-5', input: 'Slowly?', stream_id: 'slow' }
    socket.send(slow)
    await ask(socket, { stream_id: 'fast' })
    await new Promise((resolve) => setTimeout(resolve, 20_000))
    expect(named).toEqual([...named].map(String).toSorted((a, b) => (a < b ? -1 : 1)))
    expect(new Set(named)).toEqual(new Set(['fast', 'slow']))
    socket.close()
  })

  test('a connection is of no use after an hour', async ({ chaos }) => {
    const socket = connect()
    await ask(socket)
    await new Promise((resolve) => setTimeout(resolve, 3_600_000))
    const { error } = await ask(socket)
    expect(error).toMatchObject({ error: { status: 400, error: { code: 'websocket_connection_limit_reached' } } })
    expect(chaos.journal.calls).toHaveLength(2)
    socket.close()
  })

  test('what Codex adds to each request has no effect', async ({ chaos }) => {
    const socket = connect()
    const added = { client_metadata: { 'x-codex-installation-id': 'none' }, include: ['reasoning.encrypted_content' as const] }
    expect(textIn(await ask(socket, added))).toBe(text)
    expect(chaos.journal.calls).toHaveLength(2)
    socket.close()
  })

  test('a message that is not a request is refused', async ({ chaos }) => {
    const socket = connect()
    expect((await ask(socket, { type: 'response.destroy' as 'response.create' })).error?.message).toContain(
      "Invalid value: 'response.destroy'",
    )
    expect((await ask(socket, { temperature: 3 })).error).toMatchObject({ error: { error: { code: 'integer_above_max_value' } } })
    expect(chaos.journal.calls.map(({ ending, notes }) => ({ ending, notes }))).toEqual([
      { ending: 'complete', notes: ['refused response.destroy'] },
      { ending: 'refused', notes: [] },
    ])
    socket.close()
  })
})

describe('disturbed', () => {
  test('a clean truncation is a normal close', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    const received = await ask(connect())
    expect(received.closed).toBe(1_000)
    expect(text.startsWith(textIn(received))).toBe(true)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'truncated', deltas: 3, fired: [{ fault: 'truncated-stream' }] })
  })

  test('a reset has no close frame', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
    const received = await ask(connect())
    expect(received.closed).toBe(1_006)
    expect(text.startsWith(textIn(received)) && textIn(received) !== '').toBe(true)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'reset', deltas: 3 })
  })

  test('a stall leaves the client waiting, until it closes', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2 }))
    const socket = connect()
    setTimeout(() => socket.close(), 30_000)
    const received = await ask(socket)
    expect(received.closed).toBe(1_000)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'aborted', deltas: 2, endedAt: 30_000 })
  })

  test('an error event ends the response, not the connection', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 2 }).nth(2))
    const socket = connect()
    expect((await ask(socket)).error).toBeInstanceOf(Error)
    expect(textIn(await ask(socket, { input: 'Once more?' }))).toBe(text)
    socket.close()
  })

  test('a rate limit is an event with its status', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).nth(2))
    const socket = connect()
    const { error } = await ask(socket)
    expect(error).toMatchObject({ error: { status: 429, error: { code: 'rate_limit_exceeded' }, headers: { 'retry-after': '20' } } })
    expect(chaos.journal.calls[1]).toMatchObject({ status: 429, ending: 'refused', problem: { retryAfter: 20_000 } })
    socket.close()
  })

  test('a rate limit at the handshake is an HTTP error', async ({ chaos }) => {
    chaos.inject(rateLimited().first(1))
    expect((await ask(connect())).error?.message).toContain('429')
    expect(chaos.journal.calls).toMatchObject([{ status: 429, ending: 'refused' }])
  })

  test('a connection that breaks before an answer has no close frame', async ({ chaos }) => {
    chaos.inject(connectionReset().nth(1), connectionReset().nth(3))
    expect((await ask(connect())).error?.message).toContain('ECONNRESET')
    expect(await ask(connect())).toMatchObject({ events: [], closed: 1_006 })
    expect(chaos.journal.calls.map(({ status, ending }) => `${status} ${ending}`)).toEqual([
      'undefined reset',
      '101 complete',
      'undefined reset',
    ])
  })

  test('the timeline names the handshake and each response', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).nth(2), truncatedStream({ afterDeltas: 3, ending: 'reset' }).nth(4))
    const socket = connect()
    for (const input of ['One?', 'Two?', 'Three?']) await ask(socket, { input })
    expect(timeline(momentsOf(chaos.journal)).map((line) => line.trim())).toEqual([
      '0ms  call 1, openai responses.connect: WebSocket opened',
      '0ms  call 2, openai gpt-5: error response 429 rate-limit-requests, retry after 20s  <- rate-limited fired',
      `0ms  call 3, openai gpt-5: complete answer: "${excerpt(text)}"`,
      '0ms  call 4, openai gpt-5: connection breaks after "Your parcel is"  <- truncated-stream fired',
    ])
  })

  test('the SDK connects again after a connection that broke', async ({ chaos }) => {
    chaos.inject(truncatedStream({ ending: 'reset' }).nth(2))
    const socket = new ResponsesWS(new OpenAI({ apiKey: 'sk-test' }), { reconnect: { onReconnecting: () => {} } })
    const again = new Promise<void>((resolve) => socket.on('reconnected', resolve))
    void ask(socket)
    await again
    expect(textIn(await ask(socket))).toBe(text)
    expect(chaos.journal.calls.map(({ status, ending }) => `${status} ${ending}`)).toEqual([
      '101 complete',
      '200 reset',
      '101 complete',
      '200 complete',
    ])
    socket.close()
  })
})

describe('over real connections', () => {
  const served = withChaos({ providers: [openai()], answers: answers.from(() => text), clientBehavior: 'ignore', time: 'real' })

  served('answers, truncates and resets', async ({ chaos }) => {
    const { baseUrls, close } = await serve(chaos)
    const open = (): ResponsesWS => new ResponsesWS(new OpenAI({ apiKey: 'sk-test', baseURL: baseUrls['openai']! }))
    const socket = open()
    expect(textIn(await ask(socket))).toBe(text)
    chaos.inject(truncatedStream({ afterDeltas: 3 }).nth(1))
    expect(await ask(socket)).toMatchObject({ closed: 1_000 })
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }).nth(2), rateLimited().nth(3))
    expect(await ask(open())).toMatchObject({ closed: 1_006 })
    expect((await ask(open())).error?.message).toContain('429')
    await close()
  })
})
