import type { EndBeat, WaitBeat } from './beat.ts'
import type { Call } from './call.ts'
import type { Head } from './frame.ts'

/** A request as a client sent it, for code that forwards it. */
export interface SentRequest {
  headers(): Iterable<readonly [name: string, value: string]>
  /** The body as sent: compressed if the client compressed it. A large one is read once, as it arrives. */
  readonly body: string | Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array<ArrayBuffer>>
}

/** A request on its way to an upstream. */
export interface UpstreamRequest extends SentRequest {
  readonly method: string
  /** Its address at the provider. */
  readonly url: URL
  /** The first of the provider's base URLs that contains the address. */
  readonly baseUrl: string
  /** The name of the provider. */
  readonly provider: string
  /** The decoded request. `undefined` if brownout does not emulate the endpoint */
  readonly call?: Call
  /** Whether to decompress the reply, if the upstream compresses it. */
  readonly unpacked: boolean
  /** Returns the memory of an upstream in this run. Created on first use, kept until the run is reset. */
  remember<Value>(owner: object, make: () => Value): Value
}

/** Bytes of a body, as they arrived. */
export interface UpstreamBytes {
  readonly type: 'bytes'
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** One item from an upstream: a head, then bytes, then an end. An end that is not clean has the upstream's own message. */
export type UpstreamItem = Head | UpstreamBytes | WaitBeat | (EndBeat & { readonly message?: string })

/** One reply of an upstream, read at the client's pace. */
export interface UpstreamReply {
  /** Returns the next item if available; otherwise a promise that settles, and never rejects, once another call is worthwhile. */
  next(): UpstreamItem | Promise<unknown>
  /**
   * Called if the client has disconnected, or does not want the rest.
   * @param isWhole whether it has received everything: clients disconnect at the terminal event, before the end of the body
   */
  abort(isWhole: boolean): void
}

/** Answers instead of brownout: a provider, or its recorded replies. */
export interface Upstream {
  /** Sends a request. `undefined` to let brownout answer. */
  send(request: UpstreamRequest): (() => UpstreamReply) | undefined
}
