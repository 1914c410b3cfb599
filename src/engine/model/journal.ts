import type { Call } from './call.ts'
import type { BrownoutError } from '../base/errors.ts'
import type { FrameRole } from './frame.ts'
import type { RunEffect } from './tool-run.ts'
import type { Problem, ProblemKind } from './problem.ts'
import type { FinishReason, Usage } from './reply.ts'

/**
 * How a call ended: `complete` with its terminal event; `cut` if it ended cleanly without one, or with an error event;
 * `reset` if the connection broke; `aborted` by the client; `hung` if it never ended;
 * `refused` by an error response, regardless of its status. `undefined` while it runs.
 */
export type CallEnding = 'complete' | 'cut' | 'reset' | 'aborted' | 'hung' | 'refused'

/** A fault that has really changed something about a call. */
export interface FiredFault {
  readonly fault: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Milliseconds on the clock. */
  readonly at: number
}

/** A run of frames of one role, from the first to the last, in milliseconds on the clock. */
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
  /** What of a tool server it is about, if it is not about the request. */
  readonly about?: Problem['about']
  /** Milliseconds that the client was asked to wait. */
  readonly retryAfter?: number
}

/** A model that a gateway passed a call on to. */
export interface TriedModel {
  readonly model: string
  /** The HTTP status of its response. */
  readonly status: number
  /** Why it failed before its answer began. Absent if the answer began. */
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
  /** Orders its beginning and its end among all that happened in the same millisecond. Not part of the journal's JSON form. */
  readonly sequence?: { readonly began: number; readonly ended: number | undefined } | undefined
  readonly status: number | undefined
  readonly ending: CallEnding | undefined
  readonly problem: ReportedProblem | undefined
  /** Why the reply ended, as the provider's wire format can express it: Ollama has no reason for a filtered answer but `stop`. */
  readonly finish: FinishReason | undefined
  /** The answer of the model without faults, as text. `undefined` if the call never reached the model. */
  readonly truth: string | undefined
  /** What really reached the client, as text. */
  readonly received: string
  /** The model that really answered, regardless of the name in the reply. */
  readonly answeredBy: string | undefined
  /** The models that the gateway tried, in order, if the request names models to fall back to. Absent otherwise. */
  readonly tried?: readonly TriedModel[] | undefined
  /** Whether the client received the name of the model that really answered. Not part of the journal's JSON form. */
  readonly namesAnswerer?: boolean
  readonly usage: Usage | undefined
  /** Whether the tool ran that a tool server was asked to run. No client can know it. `undefined` for any other call. */
  readonly executed?: boolean | undefined
  /** What the tool did to the world. Not part of the journal's JSON form. */
  readonly effect?: RunEffect | undefined
  /** When the process exited that the call has started. `undefined` if it runs on, and for any other call. */
  readonly exitedAt?: number | undefined
  /** How many text or tool-argument events reached the client. */
  readonly deltas: number
  /**
   * When text or tool-argument events reached the client: each of them, or evenly chosen ones of a long stream. Not part of the
   * journal's JSON form.
   */
  readonly deltaTimes?: readonly number[]
  readonly frames: readonly FrameRun[]
  readonly notes: readonly string[]
  /** The request of the app. Not part of the journal's JSON form. */
  readonly call: Call
}

/** A request that brownout blocked, since no provider was set up for it. */
export interface UnhandledRequest {
  readonly method: string
  readonly url: string
  readonly message: string
}

/** All that happened in a run. */
export interface Journal {
  readonly seed: string
  /** Every call, in order of arrival. */
  readonly calls: readonly JournalCall[]
  /** Requests that nothing was set up to answer. */
  readonly unhandled: readonly UnhandledRequest[]
  /** Faults whose own code threw. */
  readonly bugs: readonly BrownoutError[]
  /** The stable form: calls in order of time, then key, then attempt, so that it does not depend on how concurrent calls interleave. */
  toJSON(): {
    readonly seed: string
    readonly calls: readonly Omit<JournalCall, 'call' | 'sequence' | 'namesAnswerer' | 'deltaTimes' | 'effect'>[]
    readonly unhandled: readonly UnhandledRequest[]
  }
}
