import type { ServerReply } from '../../engine/model/server-link.ts'

type Id = string | number | null

/** The requests to a tool server that are not answered yet, by their IDs. */
export class OpenRequests {
  readonly #open = new Map<string, { readonly id: Id; readonly settle: (reply: ServerReply | undefined) => void }>()

  /** Waits for the response to a request. */
  add(id: Id): Promise<ServerReply | undefined> {
    return new Promise((settle) => void this.#open.set(keyOf(id), { id, settle }))
  }

  /** Takes a message. Returns whether it is the response to an open request. */
  take(reply: ServerReply): boolean {
    const { id, method } = reply.message
    return method === undefined && this.#settle(id, reply)
  }

  /** Ends a request that the client no longer wants to be answered. */
  cancel(id: unknown): void {
    this.#settle(id, undefined)
  }

  /** Answers a request with an error. */
  fail(id: Id, why: string): void {
    this.#settle(id, failure(id, why))
  }

  /** Answers all of them with an error. */
  failAll(why: string): void {
    for (const { id } of this.#open.values()) this.fail(id, why)
  }

  #settle(id: unknown, reply: ServerReply | undefined): boolean {
    const key = keyOf(id)
    const open = this.#open.get(key)
    this.#open.delete(key)
    open?.settle(reply)
    return open !== undefined
  }
}

function keyOf(id: unknown): string {
  return JSON.stringify(id) ?? ''
}

/** The response to a request that the server cannot answer: the code is that of the official SDK for a connection that is closed. */
export function failure(id: Id, message: string): ServerReply {
  const value = { jsonrpc: '2.0', id, error: { code: -32_000, message } }
  return { text: JSON.stringify(value), message: value }
}

/** Reads a message. `undefined` if the text is none. */
export function replyOf(text: string): ServerReply | undefined {
  try {
    const message: unknown = JSON.parse(text)
    return typeof message === 'object' && message !== null && !Array.isArray(message)
      ? { text, message: message as ServerReply['message'] }
      : undefined
  } catch {
    return undefined
  }
}
