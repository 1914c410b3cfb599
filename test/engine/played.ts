import { installClock } from '../../src/engine/model/clock.ts'
import { isConnectionError } from '../../src/engine/base/connection.ts'
import type { Delivery } from '../../src/engine/run/delivery.ts'
import type { Injection } from '../../src/engine/plan/injection.ts'
import type { JournalCall } from '../../src/engine/model/journal.ts'
import { play } from '../../src/engine/run/play.ts'
import type { Reply } from '../../src/engine/model/reply.ts'
import { Run } from '../../src/engine/run/run.ts'
import { anthropic } from '../../src/providers/anthropic/index.ts'
import { openai } from '../../src/providers/openai/index.ts'
import { VirtualClock } from '../../src/time/virtual-clock.ts'

const question = 'Where is my parcel?'
const messages = [{ role: 'user', content: question }]

/** One request to each endpoint that there is. */
export const requests = {
  'chat.completions': { provider: openai(), url: 'https://api.openai.com/v1/chat/completions', body: { model: 'gpt-4o', messages } },
  responses: { provider: openai(), url: 'https://api.openai.com/v1/responses', body: { model: 'gpt-4o', input: question } },
  messages: {
    provider: anthropic(),
    url: 'https://api.anthropic.com/v1/messages',
    body: { model: 'claude-sonnet-5', max_tokens: 500, messages },
  },
} as const

export type EndpointName = keyof typeof requests

/** The view of a client on one call: the status, each read with its time, and how and when it ended. */
export interface Seen {
  status: number | undefined
  readonly reads: { readonly at: number; readonly text: string }[]
  error: unknown
  /** When the body ended; `undefined` if it stays open. */
  endedAt: number | undefined
}

/** A run, its virtual clock, and calls in it. */
export class Playground {
  readonly run: Run
  readonly clock = new VirtualClock()

  constructor(
    injections: readonly Injection[],
    given: { readonly parts?: Reply['parts']; readonly pace?: Reply['pace']; readonly seed?: string } = {},
  ) {
    const {
      parts = [{ type: 'text', text: 'It comes tomorrow, around noon – if all goes well.' }],
      pace = { firstToken: 0, perDelta: 0 },
      seed = 'tuesday',
    } = given
    this.run = new Run({ seed, answers: () => ({ parts }), pace })
    this.run.armed.add(injections)
  }

  get call(): JournalCall {
    return this.run.journal.calls.at(-1)!
  }

  /** Makes one call, and reads the answer to its end, or until nothing more arrives. */
  async ask(name: EndpointName, stream: boolean): Promise<Seen> {
    const { provider, url, body } = requests[name]
    const endpoint = (await provider.endpoints()).find((candidate) => candidate.name === name)!
    const seen: Seen = { status: undefined, reads: [], error: undefined, endedAt: undefined }
    installClock(this.clock)
    try {
      const request = {
        method: 'POST',
        url: new URL(url),
        headers: new Headers({ 'anthropic-version': '2023-06-01', 'x-api-key': 'test', authorization: 'Bearer test' }),
        text: JSON.stringify({ ...body, stream }),
      }
      await this.#read(await play(this.run, provider, endpoint, request), seen)
    } catch (error) {
      seen.error = error
      if (!isConnectionError(error)) throw error
    } finally {
      installClock(undefined)
    }
    return seen
  }

  async #read(delivery: Delivery, seen: Seen): Promise<void> {
    const head = await this.#soon(delivery.head())
    if (head === 'never') return
    seen.status = head.status
    for (;;) {
      const bytes = await this.#soon(delivery.read())
      if (bytes === 'never') return
      if (bytes === undefined) return void (seen.endedAt = this.clock.now())
      seen.reads.push({ at: this.clock.now(), text: Buffer.from(bytes).toString('latin1') })
    }
  }

  /** The bytes that arrive as soon as the clock allows. */
  async #soon<Value>(coming: Value | Promise<Value>): Promise<Value | 'never'> {
    if (!(coming instanceof Promise)) return coming
    let isPending = true
    const settled = coming.finally(() => (isPending = false))
    settled.catch(() => {})
    do await new Promise(setImmediate)
    // oxlint-disable-next-line no-unmodified-loop-condition -- the promise modifies it when it settles
    while (isPending && this.clock.fireNext())
    return isPending ? 'never' : settled
  }
}
