import type { Call } from './call.ts'
import type { BrownoutError } from '../base/errors.ts'
import type { FrameRole } from './frame.ts'
import type { RunEffect } from './tool-run.ts'
import type { Problem, ProblemKind } from './problem.ts'
import type { FinishReason, Usage } from './reply.ts'

/**
 * How a call ended: `complete` with its terminal event; `truncated` if it ended cleanly without one, or with an error event; `reset` if the
 * connection broke; `aborted` by the client; `hung` if it never ended; `refused` with an error response, regardless of its status.
 * `undefined` while it is open.
 */
export type CallEnding = 'complete' | 'truncated' | 'reset' | 'aborted' | 'hung' | 'refused'

/** A fault that changed a call. */
export interface FiredFault {
  readonly fault: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Milliseconds on the clock. */
  readonly at: number
}

/** Consecutive frames of one role, with the times of the first and the last, in ms on the clock. */
export interface FrameRun {
  readonly role: FrameRole
  readonly count: number
  readonly from: number
  readonly to: number
}

/** The error that the client received instead of an answer, or in the middle of one. */
export interface ReportedProblem {
  readonly kind: ProblemKind
  readonly permanent: boolean
  /** The part of a tool server that failed, if not the request. */
  readonly about?: Problem['about']
  /** The requested wait, in ms. */
  readonly retryAfter?: number
}

/** A model that a gateway passed a call on to. */
export interface TriedModel {
  readonly model: string
  /** The HTTP status of its response. */
  readonly status: number
  /** Why it failed before its answer started. Absent if the answer started. */
  readonly problem?: ProblemKind
}

/** One call in the journal. All times are in ms on the clock. */
export interface JournalCall {
  readonly provider: string
  readonly endpoint: string
  readonly host: string
  readonly model: string
  readonly stream: boolean
  readonly key: string
  readonly attempt: number
  /** The run of the script in which the call began. Absent for the first. */
  readonly inRun?: number | undefined
  readonly fired: readonly FiredFault[]
  readonly startedAt: number
  readonly firstByteAt: number | undefined
  readonly endedAt: number | undefined
  /** Orders its start and end among all events in the same millisecond. Not part of the journal's JSON form. */
  readonly sequence?: { readonly began: number; readonly ended: number | undefined } | undefined
  readonly status: number | undefined
  readonly ending: CallEnding | undefined
  readonly problem: ReportedProblem | undefined
  /** The finish reason, as far as the wire format can express it: Ollama reports a filtered answer as `stop`. */
  readonly finish: FinishReason | undefined
  /** The answer of the model without faults, as text. `undefined` if the call never reached the model. */
  readonly truth: string | undefined
  /** The text that reached the client. */
  readonly received: string
  /** The model that answered, regardless of the name in the reply. */
  readonly answeredBy: string | undefined
  /** The models that the gateway tried, in order, if the request lists fallback models. Absent otherwise. */
  readonly tried?: readonly TriedModel[] | undefined
  /** Whether the client received the name of the model that answered. Not part of the journal's JSON form. */
  readonly reportsModel?: boolean
  readonly usage: Usage | undefined
  /** Whether the requested tool ran on a tool server, which a client cannot see. `undefined` for any other call. */
  readonly executed?: boolean | undefined
  /** The side effect of the tool. Not part of the journal's JSON form. */
  readonly effect?: RunEffect | undefined
  /** When the process exited that the call has started. `undefined` if it runs on, and for any other call. */
  readonly exitedAt?: number | undefined
  /** When the rest of its answer arrived over another stream, after its own broke. `undefined` if that did not happen. */
  readonly resumedAt?: number | undefined
  /** How many text or tool-argument events reached the client. */
  readonly deltas: number
  /**
   * When text or tool-argument events reached the client: all of them, or evenly spaced ones of a long stream. Not part of the journal's
   * JSON form.
   */
  readonly deltaTimes?: readonly number[]
  readonly frames: readonly FrameRun[]
  readonly notes: readonly string[]
  /** The request of the app. Not part of the journal's JSON form. */
  readonly call: Call
}

/** A request that brownout blocked, since its provider was not set up. */
export interface UnhandledRequest {
  readonly method: string
  readonly url: string
  readonly message: string
}

/** How much a bounded journal has dropped. */
export interface Dropped {
  /** How many calls. They had ended, and had arrived before all other calls that have ended. */
  readonly calls: number
  /** How many blocked requests. */
  readonly unhandled: number
}

/** The log of a run. */
export interface Journal {
  readonly seed: string
  /** Every call, in order of arrival; of a bounded journal, the calls that it keeps. */
  readonly calls: readonly JournalCall[]
  /** Requests to providers or endpoints that were not set up. */
  readonly unhandled: readonly UnhandledRequest[]
  /** How much was dropped, if the journal keeps a limited number of calls. `undefined` if nothing was. */
  readonly dropped?: Dropped | undefined
  /** Faults whose own code threw. */
  readonly bugs: readonly BrownoutError[]
  /**
   * The stable form: calls in order of time, then key, then attempt, so that it does not depend on the interleaving of concurrent calls.
   */
  toJSON(): {
    readonly seed: string
    readonly calls: readonly Omit<JournalCall, 'call' | 'sequence' | 'reportsModel' | 'deltaTimes' | 'effect'>[]
    readonly unhandled: readonly UnhandledRequest[]
    /** Absent if nothing was dropped. */
    readonly dropped?: Dropped
  }
}
