import type { Call, FrameItem, ProviderStore } from '../../kit.ts'
import type { EventLog } from './event-log.ts'
import { questionsIn, type ClientResponse } from './questions.ts'

const runs = new WeakMap<Call, SpeakingRun>()

/** The run of a call's tool, if it sends messages to the client. */
export function speakingRunOf(call: Call): SpeakingRun | undefined {
  return runs.get(call)
}

/** A run of a tool that sends messages to the client. They are sent before its result. */
export class SpeakingRun {
  readonly #log: EventLog
  readonly #store: ProviderStore
  #result: object | undefined

  /** @param log the stream of the call */
  constructor(store: ProviderStore, log: EventLog) {
    this.#store = store
    this.#log = log
  }

  /** Makes the run's messages the answer to a call from now on. */
  answers(call: Call): void {
    runs.set(call, this)
  }

  /** The members of its result, once it is over. */
  get result(): object | undefined {
    return this.#result
  }

  send(method: string, params: object): void {
    this.#log.add({ jsonrpc: '2.0', method, params })
  }

  /** Sends a request to the client, and waits for its response. */
  ask(method: string, params: object): Promise<ClientResponse> {
    return questionsIn(this.#store).ask(this.#log, method, params)
  }

  end(result: object): void {
    this.#result = result
    this.#log.end()
  }

  /** The messages before the result, and the waits between them. */
  items(): Iterable<FrameItem> {
    return this.#log.after(0)
  }
}
