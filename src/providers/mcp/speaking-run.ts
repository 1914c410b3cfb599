import { jsonFrame, type Call, type FrameItem, type ProviderStore } from '../../kit.ts'
import { isObject } from './message.ts'

/** What a server asks its clients for, and waits for: by the IDs of the requests. */
interface Questions {
  next: number
  readonly open: Map<string | number, (response: ClientResponse) => void>
}

/** What a client answers to a request of the server. */
export type ClientResponse = { readonly result: Readonly<Record<string, unknown>> } | { readonly error: string }

const owner = {}
const runs = new WeakMap<Call, SpeakingRun>()

function questionsIn(store: ProviderStore): Questions {
  return store.keep<Questions>(owner, () => ({ next: 1, open: new Map() }))
}

/** A response of a client has come, to whatever request has its ID. */
export function hearResponse(text: string, store: ProviderStore): void {
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) return
  const { id, result, error } = value
  if (typeof id !== 'string' && typeof id !== 'number') return
  const { open } = questionsIn(store)
  open.get(id)?.(isObject(result) ? { result } : { error: isObject(error) ? String(error['message']) : 'no result' })
  open.delete(id)
}

/** The run of the tool that a call asks for, if it speaks with the client. */
export function speakingRunOf(call: Call): SpeakingRun | undefined {
  return runs.get(call)
}

/** A tool that speaks with the client while it runs: what it sends goes out before its result. */
export class SpeakingRun {
  readonly #messages: object[] = []
  readonly #store: ProviderStore
  #heard: (() => void) | undefined
  #result: object | undefined

  constructor(store: ProviderStore) {
    this.#store = store
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
    this.#say({ jsonrpc: '2.0', method, params })
  }

  /** Asks the client, and waits for its response. */
  ask(method: string, params: object): Promise<ClientResponse> {
    const questions = questionsIn(this.#store)
    const id = `server-${questions.next++}`
    this.#say({ jsonrpc: '2.0', id, method, params })
    return new Promise((resolve) => void questions.open.set(id, resolve))
  }

  end(result: object): void {
    this.#result = result
    this.#heard?.()
  }

  /** What goes out before the result, and the waits between. */
  *items(): Generator<FrameItem, void, undefined> {
    for (;;) {
      for (const message of this.#messages.splice(0)) yield { ...jsonFrame('opening', message), event: 'message' }
      if (this.#result !== undefined) return
      yield {
        type: 'wait',
        ms: 0,
        until: new Promise<void>((resolve) => {
          this.#heard = resolve
          // The wait can be asked for after what it is for.
          if (this.#messages.length > 0 || this.#result !== undefined) resolve()
        }),
      }
    }
  }

  #say(message: object): void {
    this.#messages.push(message)
    this.#heard?.()
  }
}
