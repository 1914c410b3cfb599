import type { ServerReply } from '../../engine/model/server-link.ts'

type Id = string | number | null

/** A request that is not answered yet. */
interface OpenRequest {
  /** Settles with the response; with `undefined` once the client has cancelled the request. */
  readonly replied: Promise<ServerReply | undefined>
  /** Answers it with an error, if it is still open. */
  fail(why: string): void
}

/** The requests to a tool server that are not answered yet, by their IDs. */
export class OpenRequests {
  readonly #open = new Map<string, OpenRequest & { settle(reply: ServerReply | undefined): void }>()

  /** Waits for the response to a request. */
  add(id: Id): OpenRequest {
    let settle = (_reply: ServerReply | undefined): void => {}
    const replied = new Promise<ServerReply | undefined>((resolve) => {
      settle = resolve
    })
    // A settled request stays settled, even if the client uses the ID again.
    const request = { replied, settle, fail: (why: string) => settle(failure(id, why)) }
    this.#open.set(keyOf(id), request)
    return request
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

  /** Answers all of them with an error. */
  failAll(why: string): void {
    for (const request of this.#open.values()) request.fail(why)
    this.#open.clear()
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
