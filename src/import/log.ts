import type { CallEnding } from '../engine/model/journal.ts'

/** Something about a log that has to be said, and where in the log it is. */
export interface Remark {
  /** `line 4`, `entry 3`, `span 00f067aa0ba902b7`. */
  readonly place: string
  readonly why: string
}

/** A failure as a trace of brownout's own names it. */
export interface NamedFault {
  readonly fault: string
  readonly parameters: unknown
}

/** One call to a model, as far as a log reports it. What it does not say is `undefined`. */
export interface LoggedCall {
  readonly place: string
  /** Milliseconds, from whatever the log counts from. */
  readonly at: number
  readonly provider: string
  readonly endpoint: string | undefined
  readonly host: string | undefined
  readonly model: string | undefined
  readonly stream: boolean | undefined
  readonly status: number | undefined
  /** What failed, in the log's own word: a class of errors, a system code, a provider's error type. */
  readonly error: string | undefined
  /** Milliseconds that the answer asked the client to wait; `none` where it is known to have said nothing. */
  readonly retryAfter: number | 'none' | undefined
  /** Milliseconds from the call to the first sign of an answer, and to its end. */
  readonly firstByte: number | undefined
  readonly latency: number | undefined
  readonly ending: CallEnding | undefined
  /** Text events that arrived. */
  readonly deltas: number | undefined
  readonly tokens: number | undefined
  /** The faults that fired, where the log names them itself. */
  readonly fired: readonly NamedFault[] | undefined
}

/** What a log holds. */
export interface Log {
  /** What kind of log it is, for people. */
  readonly kind: string
  readonly seed: string | undefined
  /** In order of time. */
  readonly calls: readonly LoggedCall[]
  /** Rows that should report a call and cannot be read. */
  readonly unusable: readonly Remark[]
  /** Rows that report something else. */
  readonly ignored: readonly Remark[]
  /** What is there and was not taken. */
  readonly untaken: readonly Remark[]
}

/** What became of one row: a call, with what was not taken of it; or none, and why. */
export type Row =
  | { readonly call: LoggedCall; readonly untaken?: readonly string[] }
  | { readonly unusable: string }
  | { readonly ignored: string }

/** What a call is as long as nothing is known of it. */
export const unknownCall = {
  endpoint: undefined,
  host: undefined,
  model: undefined,
  stream: undefined,
  status: undefined,
  error: undefined,
  retryAfter: undefined,
  firstByte: undefined,
  latency: undefined,
  ending: undefined,
  deltas: undefined,
  tokens: undefined,
  fired: undefined,
} as const

/** The log that rows make up. Each is looked at once, so that a long log can be read as it comes. */
export function logOf(kind: string, rows: Iterable<readonly [place: string, row: Row]>, seed?: string): Log {
  const calls: LoggedCall[] = []
  const [unusable, ignored, untaken]: [Remark[], Remark[], Remark[]] = [[], [], []]
  for (const [place, row] of rows) {
    if ('unusable' in row) unusable.push({ place, why: row.unusable })
    else if ('ignored' in row) ignored.push({ place, why: row.ignored })
    else {
      calls.push(row.call)
      for (const why of row.untaken ?? []) untaken.push({ place, why })
    }
  }
  // A sort keeps the order of calls of one moment.
  return { kind, seed, calls: calls.toSorted((a, b) => a.at - b.at), unusable, ignored, untaken }
}
