import {
  RecentMap,
  countRequests,
  workEndsAt,
  type AnsweredRequest,
  type BatchProgress,
  type Problem,
  type ProviderStore,
} from '../../../kit.ts'

/** A batch that the provider keeps. */
export interface StoredBatch extends BatchProgress {
  readonly id: string
  /** The URL of the results. */
  readonly resultsUrl: string
  /** The name that the app gave to each request. */
  readonly customIds: readonly string[]
  cancelledAt?: number
  /** How often a client has retrieved it. */
  reads: number
}

/** How long a cancellation takes, in ms: long enough for a polling client to see it. */
const cancelling = 10_000

const owner = {}

/** The batches that a provider keeps, by ID. */
export function batchesIn(store: ProviderStore): Map<string, StoredBatch> {
  return store.keep(owner, () => new RecentMap<string, StoredBatch>())
}

/** Returns a batch, or the API's error for an unknown one. */
export function batchFound(id: string, store: ProviderStore): StoredBatch | Problem {
  return batchesIn(store).get(id) ?? { kind: 'not-found' }
}

/** Returns when a batch ends. */
export function endOf(batch: StoredBatch): number {
  const { cancelledAt = Infinity } = batch
  const workEnd = workEndsAt(batch)
  return cancelledAt <= workEnd ? cancelledAt + cancelling : workEnd
}

/** The results of a batch that the API lists. */
export function listed({ results }: StoredBatch): readonly AnsweredRequest[] {
  return results.filter(({ isUnlisted }) => isUnlisted !== true)
}

/** The batch object (https://docs.claude.com/en/api/retrieving-message-batches). */
export function batchObject(batch: StoredBatch, now: number): unknown {
  const { id, startsAt, expiresAt, cancelledAt, resultsUrl, results } = batch
  const endsAt = endOf(batch)
  const hasEnded = now >= endsAt
  const counts = countRequests(batch, now)
  // All requests count as processing until the entire batch has ended.
  const after = (count: number): number => (hasEnded ? count : 0)
  return {
    id,
    type: 'message_batch',
    processing_status: hasEnded ? 'ended' : cancelledAt === undefined ? 'in_progress' : 'canceling',
    request_counts: {
      processing: hasEnded ? 0 : results.length,
      succeeded: after(counts.succeeded),
      errored: after(counts.failed),
      canceled: after(counts.cancelled),
      expired: after(counts.expired),
    },
    ended_at: hasEnded ? dateOf(endsAt) : null,
    created_at: dateOf(startsAt),
    expires_at: dateOf(expiresAt),
    archived_at: null,
    cancel_initiated_at: cancelledAt === undefined ? null : dateOf(cancelledAt),
    results_url: hasEnded ? resultsUrl : null,
  }
}

/** Formats a time as RFC 3339, like the API. */
function dateOf(time: number): string {
  return new Date(time).toISOString().replace(/\.(\d{3})Z$/, '.$1000+00:00')
}
