import type { CallEnding } from '../../engine/model/journal.ts'

/** A fault that fired on a call. Times are in ms on the clock of the run. */
export interface FiredData {
  readonly fault: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly at: number
}

/** One call to a provider, as a row of a waterfall shows it. Times are in ms on the clock of the run. */
export interface CallData {
  readonly provider: string
  /** The provider's name as the provider spells it: `OpenAI`. */
  readonly owner: string
  readonly endpoint: string
  readonly model: string
  readonly stream: boolean
  /** How often the same request was sent in this run so far, this call included. */
  readonly attempt: number
  readonly startedAt: number
  readonly firstByteAt?: number
  /** When each text or tool-argument event arrived. A longer stream is reduced to 256 of them, evenly spaced. */
  readonly deltas: readonly number[]
  /** Missing if the call never ended. */
  readonly endedAt?: number
  readonly status?: number
  readonly ending?: CallEnding
  /** The provider's error, instead of an answer or during one. `retryAfter` in ms. */
  readonly problem?: { readonly kind: string; readonly permanent: boolean; readonly retryAfter?: number }
  readonly fired: readonly FiredData[]
  /** The last message of the request. */
  readonly asked: string
  /** The model's answer without a fault. Missing if it was never called. */
  readonly expected?: string
  /** The text that reached the client. */
  readonly received: string
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number }
}
