import type { CallEnding } from '../engine/model/journal.ts'

/** A remark about a log and its position in the log. */
export interface Remark {
  /** `line 4`, `entry 3`, `span 00f067aa0ba902b7`. */
  readonly place: string
  readonly why: string
}

/** A failure in a trace of brownout. */
export interface NamedFault {
  readonly fault: string
  readonly parameters: unknown
}

/** One logged call to a model. Members that the log does not report are `undefined`. */
export interface LoggedCall {
  readonly place: string
  /** Milliseconds, in the log's own time. */
  readonly at: number
  readonly provider: string
  readonly endpoint: string | undefined
  readonly host: string | undefined
  readonly model: string | undefined
  readonly stream: boolean | undefined
  readonly status: number | undefined
  /** The failure as the log names it: an error class, a system code, a provider's error type. */
  readonly error: string | undefined
  /** The requested wait in ms; `none` if the log reports that there was none. */
  readonly retryAfter: number | 'none' | undefined
  /** Milliseconds from the call to the first part of an answer, and to its end. */
  readonly firstByte: number | undefined
  readonly latency: number | undefined
  readonly ending: CallEnding | undefined
  /** Text events that arrived. */
  readonly deltas: number | undefined
  readonly tokens: number | undefined
  /** The faults that fired, if the log names them itself. */
  readonly fired: readonly NamedFault[] | undefined
}

/** The content of a log. */
export interface Log {
  /** The kind of log, for people. */
  readonly kind: string
  readonly seed: string | undefined
  /** In order of time. */
  readonly calls: readonly LoggedCall[]
  /** Rows that should be a call and cannot be read. */
  readonly unusable: readonly Remark[]
  /** Rows that are something else. */
  readonly ignored: readonly Remark[]
  /** Values that were ignored. */
  readonly untaken: readonly Remark[]
}

/** The result of one row: a call and its ignored values, or the reason why it is not a call. */
export type Row =
  | { readonly call: LoggedCall; readonly untaken?: readonly string[] }
  | { readonly unusable: string }
  | { readonly ignored: string }

/** A call without known values. */
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

/** Collects rows into a log. Each is read once, so that a long log can be streamed. */
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
  // Sorting is stable: calls at the same time keep their order.
  return { kind, seed, calls: calls.toSorted((a, b) => a.at - b.at), unusable, ignored, untaken }
}
