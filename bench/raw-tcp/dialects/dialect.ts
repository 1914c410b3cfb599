import type { Said, Wanted } from '../said.ts'

/**
 * One event of a stream. `closing` ends blocks after the last delta; `finish` has the reason of the end; `terminal` is the end marker.
 */
export interface WireEvent {
  readonly role: 'opening' | 'delta' | 'closing' | 'finish' | 'terminal' | 'other'
  readonly name?: string
  readonly data: string
  /** How many tokens of the model are in a delta. Default: 1 */
  readonly tokens?: number
}

/** The errors that the plans play. */
export type ErrorKind = 'rate-limit' | 'quota' | 'overloaded' | 'server-error' | 'authentication' | 'context'

/** An error response. */
export interface WireError {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** How a provider writes on the wire, by its documentation and the source of its SDK. */
export interface Dialect {
  /** The line ends of its stream, or JSON lines. */
  readonly framing: 'lf' | 'crlf' | 'json-lines'
  readonly streamType: string
  readonly headers: Readonly<Record<string, string>>
  read(body: Readonly<Record<string, unknown>>, path: string): Wanted
  /** The error of a request that the provider does not accept. Default: it accepts each */
  refusal?(body: Readonly<Record<string, unknown>>): WireError | undefined
  body(said: Said, wanted: Wanted): unknown
  events(said: Said): readonly WireEvent[]
  error(kind: ErrorKind): WireError
  /** What is in the stream if the model fails in the middle of it. */
  readonly failure: readonly WireEvent[]
  /** The body without its choices, and the same as an event. */
  emptied(body: unknown): unknown
  readonly emptyEvent: WireEvent
  /** What keeps the connection open. Default: a comment */
  readonly ping?: WireEvent
}

/** Members of an object of unknown form. */
export function member(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Readonly<Record<string | number, unknown>> | null | undefined)?.[name], value)
}

/** The items of a list, or none. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function event(role: WireEvent['role'], data: unknown, name?: string, tokens?: number): WireEvent {
  return {
    role,
    data: typeof data === 'string' ? data : JSON.stringify(data),
    ...(name === undefined ? {} : { name }),
    ...(tokens === undefined ? {} : { tokens }),
  }
}
