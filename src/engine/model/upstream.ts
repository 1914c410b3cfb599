import type { EndBeat, WaitBeat } from './beat.ts'
import type { Call } from './call.ts'
import type { Head } from './frame.ts'

/** A request as a client sent it, for code that forwards it. */
export interface SentRequest {
  headers(): Iterable<readonly [name: string, value: string]>
  /** The body, as it was sent: compressed if the client compressed it. */
  readonly body: string | Uint8Array<ArrayBuffer>
}

/** A request on its way to an upstream. */
export interface UpstreamRequest extends SentRequest {
  readonly method: string
  /** Its address at the provider. */
  readonly url: URL
  /** The first of the provider's base URLs that the address is below. */
  readonly baseUrl: string
  /** The name of the provider. */
  readonly provider: string
  /** What it asks. `undefined` if brownout does not know the endpoint */
  readonly call?: Call
  /** Whether the reply is to be unpacked, if the upstream compresses it. */
  readonly unpacked: boolean
  /** What an upstream remembers through the run: made at first, found again until the run is reset. */
  remember<Value>(owner: object, make: () => Value): Value
}

/** Bytes of a body, as they came. */
export interface UpstreamBytes {
  readonly type: 'bytes'
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What comes from an upstream: a head, then bytes, then an end. Each end has the upstream's own words, if it is no clean one. */
export type UpstreamItem = Head | UpstreamBytes | WaitBeat | (EndBeat & { readonly message?: string })

/** One reply of an upstream, read at the client's pace. */
export interface UpstreamReply {
  /** What comes next, if it is there; else a promise that settles, and never rejects, once it is worth to ask again. */
  next(): UpstreamItem | Promise<unknown>
  /**
   * The client has left, or does not want the rest.
   * @param isWhole whether it had all of it: clients leave at the end marker, and do not wait for the end of the body
   */
  abort(isWhole: boolean): void
}

/** What answers instead of brownout: a provider, or what was recorded of one. */
export interface Upstream {
  /** `undefined` if brownout is to answer by itself. */
  send(request: UpstreamRequest): (() => UpstreamReply) | undefined
}
