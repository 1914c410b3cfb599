import { strict as assert } from 'node:assert'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Cases } from '../suite.ts'
import { authorization, compacted, host, model, user } from './requests.ts'
import { errorEvent, event, response, type Response } from './schema.ts'

/** The events that end a response. */
const terminal = new Set(['response.completed', 'response.failed', 'response.incomplete'])

/** A connection to Responses that sends one request after the other. */
class Session {
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
  }

  static async open(): Promise<Session> {
    const socket = new WebSocket(`wss://${host}/v1/responses`, { headers: { authorization } })
    await once(socket, 'open')
    return new Session(socket)
  }

  /** Expects a completed response whose events are numbered from 0. */
  async completed(request: object): Promise<Response> {
    const messages = await this.#messagesAfter(request)
    const events = messages.map((message) => event.parse(message))
    events.forEach(({ sequence_number: number }, index) => assert.equal(number, index))
    for (const type of ['response.created', 'response.output_item.added', 'response.output_text.delta', 'response.output_item.done'])
      assert.ok(events.some((one) => one.type === type))
    const final = response.parse(events.at(-1)!['response'])
    assert.equal(final.status, 'completed')
    assert.ok(final.output.length > 0)
    return final
  }

  /** Expects an error, and returns its code. */
  async failed(request: object): Promise<string | null> {
    const messages = await this.#messagesAfter(request)
    assert.equal(messages.length, 1)
    return errorEvent.parse(messages[0]).error.code
  }

  close(): void {
    this.#socket.close()
  }

  /** Sends a request, and waits for the messages up to the one that ends it. */
  #messagesAfter(request: object): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      const messages: unknown[] = []
      const closed = (): void => reject(new Error(`The connection was closed after ${messages.length} messages.`))
      const read = (data: unknown): void => {
        const message = JSON.parse(String(data)) as { readonly type: string }
        messages.push(message)
        if (message.type !== 'error' && !terminal.has(message.type)) return
        this.#socket.off('message', read)
        this.#socket.off('close', closed)
        resolve(messages)
      }
      this.#socket.on('message', read)
      this.#socket.on('close', closed)
      this.#socket.send(JSON.stringify({ type: 'response.create', model, ...request }))
    })
  }
}

async function inSession<Value>(run: (session: Session) => Promise<Value>): Promise<Value> {
  const session = await Session.open()
  try {
    return await run(session)
  } finally {
    session.close()
  }
}

const notStored = { store: false }
const missing = 'previous_response_not_found'

/** The cases over a WebSocket. */
export const overWebSocket: Cases = {
  'a WebSocket answers': () => inSession((session) => session.completed({ input: [user('Count to three.')] })),
  'a WebSocket answers again': () =>
    inSession(async (session) => {
      const first = await session.completed({ ...notStored, input: 'Say one.' })
      const second = await session.completed({ ...notStored, input: 'Say two.' })
      assert.notEqual(first.id, second.id)
    }),
  'a response that is not stored continues over its WebSocket': () =>
    inSession(async (session) => {
      const { id } = await session.completed({ ...notStored, input: 'The word is amber.' })
      const next = await session.completed({ ...notStored, previous_response_id: id, input: 'Which word?' })
      assert.equal(next.previous_response_id, id)
    }),
  'a response that is not stored is lost with its WebSocket, and a new one begins': async () => {
    const { id } = await inSession((session) => session.completed({ ...notStored, input: 'The word is amber.' }))
    await inSession(async (session) => {
      assert.equal(await session.failed({ ...notStored, previous_response_id: id, input: 'Which word?' }), missing)
      await session.completed({ ...notStored, input: [user('The word is amber. Which word?')] })
    })
  },
  'a response that is unknown is reported': async () => {
    const request = { ...notStored, previous_response_id: 'resp_unknown', input: 'Which word?' }
    assert.equal(await inSession((session) => session.failed(request)), missing)
  },
  'a response that is not stored is lost if its continuation fails': () =>
    inSession(async (session) => {
      const { id } = await session.completed({ ...notStored, input: 'The word is amber.' })
      const output = { type: 'function_call_output', call_id: 'call_unknown', output: 'Nobody called.' }
      assert.notEqual(await session.failed({ ...notStored, previous_response_id: id, input: [output] }), missing)
      assert.equal(await session.failed({ ...notStored, previous_response_id: id, input: 'Which word?' }), missing)
    }),
  'a compacted conversation continues over a WebSocket': async () => {
    const conversation = [user('The word is amber.'), { type: 'message', role: 'assistant', content: 'Fine.' }, user('Make it short.')]
    const { output } = await compacted(conversation)
    await inSession((session) => session.completed({ ...notStored, input: [...output, user('Go on.')], tools: [] }))
  },
}
