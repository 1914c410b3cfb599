import type { AnsweredRequest } from '../../engine/model/answered-batch.ts'

/** An accepted batch, and when it stops. All times are in ms since 1970. */
export interface BatchProgress {
  readonly results: readonly AnsweredRequest[]
  /** When the work on it begins. */
  readonly startsAt: number
  readonly expiresAt: number
  /** When the app cancelled it. */
  readonly cancelledAt?: number
}

/** The state of a batch request at a time. */
export type RequestState = 'processing' | 'succeeded' | 'failed' | 'expired' | 'cancelled'

/** Returns the state of a batch request at a time. */
export function requestStateAt({ work, response }: AnsweredRequest, progress: BatchProgress, now: number): RequestState {
  const { startsAt, expiresAt, cancelledAt = Infinity } = progress
  const stopsAt = Math.min(expiresAt, cancelledAt)
  const doneAt = startsAt + work
  if (doneAt <= Math.min(now, stopsAt)) return response.status < 400 ? 'succeeded' : 'failed'
  if (now < stopsAt) return 'processing'
  return cancelledAt < expiresAt ? 'cancelled' : 'expired'
}

/** Returns when the last request of a batch ends. */
export function workEndsAt({ results, startsAt, expiresAt, cancelledAt = Infinity }: BatchProgress): number {
  const stopsAt = Math.min(expiresAt, cancelledAt)
  return Math.max(startsAt, ...results.map(({ work }) => Math.min(startsAt + work, stopsAt)))
}

/** Returns how many requests of a batch are in each state at a time. */
export function countRequests(progress: BatchProgress, now: number): Readonly<Record<RequestState, number>> {
  const counts = { processing: 0, succeeded: 0, failed: 0, expired: 0, cancelled: 0 }
  for (const result of progress.results) counts[requestStateAt(result, progress, now)]++
  return counts
}
