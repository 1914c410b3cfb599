import OpenAI from 'openai'
import { OpenAIRealtimeWebSocket } from 'openai/realtime/websocket'
import { OpenAIRealtimeWS } from 'openai/realtime/ws'
import type { RealtimeClientEvent, RealtimeServerEvent, RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime'
import { describe } from 'vitest'
import {
  connectionReset,
  emptyBody,
  midStreamError,
  overloaded,
  rateLimited,
  stalledStream,
  truncatedStream,
} from '../../faults/catalogue.ts'
import { answers, openai } from '../../src/index.ts'
import { expect, withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Lyon, and it comes on Friday.'
const fromText = answers.from(({ tools, messages }) => {
  const hasResult = messages.some(({ role }) => role === 'tool')
  if (tools.length === 0 || hasResult) return text
  return { parts: [{ type: 'tool-call', id: 'call_1', name: tools[0]!.name, arguments: '{"id":7}' }] }
})
const test = withChaos({ providers: [openai()], answers: fromText, clientBehavior: 'ignore' })

/** What the two classes of the SDK have in common. */
interface Socket {
  on(event: 'event', listener: (event: RealtimeServerEvent) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  send(event: RealtimeClientEvent): void
  close(): void
}

const client = (): OpenAI => new OpenAI({ apiKey: 'sk-test', dangerouslyAllowBrowser: true })
const model = 'gpt-realtime'
const sockets: Readonly<Record<string, () => { readonly socket: Socket; readonly closed: Promise<number> }>> = {
  OpenAIRealtimeWS() {
    const socket = new OpenAIRealtimeWS({ model }, client())
    return { socket, closed: new Promise((resolve) => socket.socket.on('close', resolve)) }
  },
  OpenAIRealtimeWebSocket() {
    const socket = new OpenAIRealtimeWebSocket({ model, dangerouslyAllowBrowser: true }, client())
    return { socket, closed: new Promise((resolve) => socket.socket.addEventListener('close', ({ code }) => resolve(code))) }
  },
}

const textual: RealtimeSessionCreateRequest = { type: 'realtime', output_modalities: ['text'] }
const said = (words: string): RealtimeClientEvent => ({
  type: 'conversation.item.create',
  item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: words }] },
})

/** A session that keeps the events that it receives. */
class Session {
  readonly events: RealtimeServerEvent[] = []
  readonly errors: Error[] = []
  readonly closed: Promise<number>
  readonly socket: Socket

  constructor({ socket, closed }: ReturnType<(typeof sockets)[string]>) {
    this.socket = socket
    this.closed = closed
    socket.on('event', (event) => this.events.push(event))
    socket.on('error', (error) => this.errors.push(error))
  }

  /** The next event of a type. */
  next<Type extends RealtimeServerEvent['type']>(type: Type): Promise<Extract<RealtimeServerEvent, { type: Type }>> {
    return new Promise((resolve) => {
      const keep = (event: RealtimeServerEvent): void => {
        if (event.type === type) resolve(event as Extract<RealtimeServerEvent, { type: Type }>)
      }
      this.socket.on('event', keep)
    })
  }

  async ask(words: string) {
    this.socket.send(said(words))
    this.socket.send({ type: 'response.create' })
    return (await this.next('response.done')).response
  }
}

async function begin(open = sockets['OpenAIRealtimeWS']!): Promise<Session> {
  const session = new Session(open())
  await session.next('session.created')
  session.socket.send({ type: 'session.update', session: textual })
  await session.next('session.updated')
  return session
}

describe.for(Object.entries(sockets))('%s', ([, open]) => {
  test('holds a session in text', async ({ chaos }) => {
    const session = await begin(open)
    const { status, output, usage } = await session.ask('Where is my parcel?')
    expect(status).toBe('completed')
    expect(output).toMatchObject([{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] }])
    expect(session.events.filter((event, index) => event.type !== session.events[index - 1]?.type).map(({ type }) => type)).toEqual([
      'session.created',
      'session.updated',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'rate_limits.updated',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'response.done',
    ])
    await session.ask('And then?')
    expect(chaos.journal.calls.at(-1)?.call.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(usage?.output_tokens).toBe(chaos.journal.calls[1]?.usage?.outputTokens)
    expect(chaos.journal.calls).toMatchObject([
      {
        endpoint: 'realtime',
        model,
        status: 101,
        ending: 'complete',
        notes: ['answered session.update', 'answered conversation.item.create', 'answered conversation.item.create'],
      },
      { endpoint: 'realtime', model, received: text, ending: 'complete' },
      { endpoint: 'realtime', model, received: text, ending: 'complete' },
    ])
    session.socket.close()
  })

  test('breaks in the middle of a response', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'closed' }))
    const session = await begin(open)
    void session.ask('Where is my parcel?')
    expect(await session.closed).toBe(1_006)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'reset', deltas: 3 })
  })

  test('is truncated inside a message, after which no close frame arrives', async ({ chaos }) => {
    chaos.inject(truncatedStream({ at: '700 bytes' }))
    const session = await begin(open)
    void session.ask('Where is my parcel?')
    expect(await session.closed).toBe(1_006)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'truncated' })
  })

  test('has only the end of a response', async ({ chaos }) => {
    chaos.inject(emptyBody({ form: 'terminal-only' }).nth(2))
    const session = await begin(open)
    expect((await session.ask('Where is my parcel?')).status).toBe('completed')
    expect(session.events.at(-2)?.type).toBe('conversation.item.done')
    expect(chaos.journal.calls[1]).toMatchObject({ fired: [{ fault: 'empty-body' }], ending: 'complete', received: '' })
    session.socket.close()
  })

  test('stalls until the client closes it', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2 }).nth(2))
    const session = await begin(open)
    void session.ask('Where is my parcel?')
    setTimeout(() => session.socket.close(), 30_000)
    expect(await session.closed).toBe(1_000)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'aborted', deltas: 2, endedAt: 30_000 })
  })

  test('is closed in the middle of a response, as if that were complete', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    const session = await begin(open)
    void session.ask('Where is my parcel?')
    expect(await session.closed).toBe(1_000)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'truncated', deltas: 3 })
  })

  test('breaks before a response', async ({ chaos }) => {
    chaos.inject(connectionReset().nth(2))
    const session = await begin(open)
    void session.ask('Where is my parcel?')
    expect(await session.closed).toBe(1_006)
    expect(session.events.some(({ type }) => type === 'response.created')).toBe(false)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'reset', deltas: 0 })
  })

  test('fails a response over the rate limit, and continues', async ({ chaos }) => {
    chaos.inject(rateLimited().nth(2))
    const session = await begin(open)
    const details = { type: 'failed', error: { code: 'rate_limit_exceeded' } }
    expect(await session.ask('Where is my parcel?')).toMatchObject({ status: 'failed', status_details: details })
    expect(await session.ask('And now?')).toMatchObject({ status: 'completed' })
    session.socket.close()
  })

  test('is not opened if the connection breaks', async ({ chaos }) => {
    chaos.inject(connectionReset().nth(1))
    const session = new Session(open())
    expect(await session.closed).toBe(1_006)
    expect(session.errors).not.toEqual([])
    expect(chaos.journal.calls).toMatchObject([{ status: undefined, ending: 'reset' }])
  })

  test('is refused at the handshake', async ({ chaos }) => {
    chaos.inject(rateLimited())
    const session = new Session(open())
    expect(await session.closed).toBe(1_006)
    expect(session.errors).not.toEqual([])
    expect(chaos.journal.calls).toMatchObject([{ status: 429, ending: 'refused' }])
  })
})

describe('a session', () => {
  test('calls functions and takes their results', async ({ chaos }) => {
    const session = await begin()
    session.socket.send({ type: 'session.update', session: { ...textual, tools: [{ type: 'function', name: 'parcel', parameters: {} }] } })
    const { output } = await session.ask('Where is parcel 7?')
    expect(output).toMatchObject([{ type: 'function_call', name: 'parcel', call_id: 'call_1', arguments: '{"id":7}' }])
    session.socket.send({ type: 'conversation.item.create', item: { type: 'function_call_output', call_id: 'call_1', output: 'Lyon' } })
    session.socket.send({ type: 'response.create' })
    expect((await session.next('response.done')).response.output).toMatchObject([{ content: [{ text }] }])
    expect(chaos.journal.calls.at(-1)?.call.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
    session.socket.close()
  })

  test('has one response at a time, which can be cancelled', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2 }).nth(2))
    const session = await begin()
    const done = session.ask('Where is my parcel?')
    await session.next('response.output_text.delta')
    session.socket.send({ type: 'response.create' })
    await session.next('error')
    expect(session.errors[0]?.message).toContain('Conversation already has an active response in progress: resp_')
    session.socket.send({ type: 'response.cancel' })
    expect(await done).toMatchObject({ status: 'cancelled', status_details: { reason: 'client_cancelled' } })
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'aborted' })
    expect((await session.ask('And now?')).status).toBe('completed')
    session.socket.close()
  })

  test('continues after a response that failed', async ({ chaos }) => {
    chaos.inject(overloaded().nth(2), midStreamError({ afterDeltas: 1 }).nth(3))
    const session = await begin()
    const details = { type: 'failed', error: { code: 'server_is_overloaded' } }
    expect(await session.ask('Where is my parcel?')).toMatchObject({ status: 'failed', status_details: details })
    expect(await session.ask('And now?')).toMatchObject({ status: 'failed', status_details: { type: 'failed' } })
    expect(await session.ask('And now, please?')).toMatchObject({ status: 'completed' })
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'refused', 'truncated', 'complete'])
    session.socket.close()
  })

  test('speaks in silence, with a transcript', async ({ chaos }) => {
    const session = new Session(sockets['OpenAIRealtimeWS']!())
    await session.next('session.created')
    const { output } = await session.ask('Where is my parcel?')
    expect(output).toMatchObject([{ content: [{ type: 'output_audio', transcript: text }] }])
    const audio = session.events.flatMap((event) => (event.type === 'response.output_audio.delta' ? [event.delta] : []))
    expect(audio).toHaveLength(chaos.journal.calls[1]!.deltas)
    expect(Buffer.from(audio[0]!, 'base64')).toEqual(Buffer.alloc(960))
    session.socket.close()
  })

  test('refuses audio in, in words', async ({ chaos }) => {
    const session = await begin()
    session.socket.send({ type: 'input_audio_buffer.append', audio: '', event_id: 'mine' })
    const { error } = await session.next('error')
    expect(error).toMatchObject({ code: 'brownout_not_emulated', event_id: 'mine' })
    expect(chaos.journal.calls[0]?.notes.at(-1)).toBe('refused input_audio_buffer.append')
    session.socket.close()
  })
})
