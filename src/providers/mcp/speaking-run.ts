import type { Call, FrameItem, ProviderStore } from '../../kit.ts'
import type { EventLog } from './event-log.ts'
import { questionsIn, type ClientResponse } from './questions.ts'

const runs = new WeakMap<Call, SpeakingRun>()

/** The run of the tool that a call asks for, if it speaks with the client. */
export function speakingRunOf(call: Call): SpeakingRun | undefined {
  return runs.get(call)
}

/** A tool that speaks with the client while it runs: what it sends goes out before its result. */
export class SpeakingRun {
  readonly #log: EventLog
  readonly #store: ProviderStore
  #result: object | undefined

  /** @param log the stream of the call */
  constructor(store: ProviderStore, log: EventLog) {
    this.#store = store
    this.#log = log
  }

  /** From now on, the call is answered by what it says. */
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

  /** Asks the client, and waits for its response. */
  ask(method: string, params: object): Promise<ClientResponse> {
    return questionsIn(this.#store).ask(this.#log, method, params)
  }

  end(result: object): void {
    this.#result = result
    this.#log.end()
  }

  /** What goes out before the result, and the waits between. */
  items(): Iterable<FrameItem> {
    return this.#log.after(0)
  }
}
