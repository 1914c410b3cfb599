import {
  RecentMap,
  countRequests,
  workEndsAt,
  type AnsweredRequest,
  type BatchProgress,
  type Problem,
  type ProviderStore,
  type Usage,
} from '../../../kit.ts'
import { seconds } from '../files/file.ts'
import type { BatchError, BatchLine } from './input.ts'

/** A batch that the provider keeps. */
export interface StoredBatch extends BatchProgress {
  readonly id: string
  readonly endpoint: string
  readonly inputFileId: string
  readonly outputFileId: string
  readonly errorFileId: string
  readonly metadata: unknown
  /** In ms since 1970. */
  readonly createdAt: number
  readonly lines: readonly BatchLine[]
  /** Why it fails, once it has been validated. */
  readonly errors: readonly BatchError[]
  /** The IDs of each request: of its line in the results, and of the request itself. */
  readonly requestIds: readonly { readonly line: string; readonly request: string }[]
  /** The result files that were written. A file that the app deleted is not written again. */
  readonly writtenFiles: Set<string>
  cancelledAt?: number
  /** How often a client has retrieved it. */
  reads: number
}

/**
 * How long the validation, the writing of the files and a cancellation take, in ms: long enough for a polling client to see each status.
 */
const takes = { validating: 5_000, finalizing: 5_000, cancelling: 10_000 } as const

/** When a new batch is processed, and when it expires: "24h" is the only window (https://platform.openai.com/docs/guides/batch). */
export function spanFrom(createdAt: number): Pick<StoredBatch, 'createdAt' | 'startsAt' | 'expiresAt'> {
  return { createdAt, startsAt: createdAt + takes.validating, expiresAt: createdAt + 24 * 60 * 60 * 1_000 }
}

const owner = {}

/** The batches that a provider keeps, by ID. */
export function batchesIn(store: ProviderStore): Map<string, StoredBatch> {
  return store.keep(owner, () => new RecentMap<string, StoredBatch>())
}

/** Returns a batch, or the API's error for an unknown one. */
export function batchFound(id: string, store: ProviderStore): StoredBatch | Problem {
  return batchesIn(store).get(id) ?? { kind: 'not-found', message: `No batch found with id '${id}'.`, code: null }
}

/** The times of a batch's status changes so far. */
type Times = Readonly<
  Partial<Record<`${'in_progress' | 'finalizing' | 'completed' | 'failed' | 'expired' | 'cancelling' | 'cancelled'}_at`, number>>
>

/** The status of a batch at a time (https://platform.openai.com/docs/guides/batch, "Status"). */
export interface BatchStatus {
  readonly status: 'validating' | 'failed' | 'in_progress' | 'finalizing' | 'completed' | 'expired' | 'cancelling' | 'cancelled'
  readonly times: Times
}

/** Returns the status of a batch at a time. */
export function statusAt(batch: StoredBatch, now: number): BatchStatus {
  const { startsAt, expiresAt, cancelledAt, errors } = batch
  if (errors.length > 0 && now >= startsAt) return { status: 'failed', times: { failed_at: startsAt } }
  const begun: Times = now < startsAt ? {} : { in_progress_at: startsAt }
  const endsAt = workEndsAt(batch)
  if (cancelledAt !== undefined && cancelledAt <= endsAt) {
    const times = { ...(cancelledAt < startsAt ? {} : begun), cancelling_at: cancelledAt }
    const doneAt = cancelledAt + takes.cancelling
    return now < doneAt ? { status: 'cancelling', times } : { status: 'cancelled', times: { ...times, cancelled_at: doneAt } }
  }
  if (now < startsAt) return { status: 'validating', times: begun }
  if (now < endsAt) return { status: 'in_progress', times: begun }
  const finalizing = { ...begun, finalizing_at: endsAt }
  const doneAt = endsAt + takes.finalizing
  if (now < doneAt) return { status: 'finalizing', times: finalizing }
  return endsAt >= expiresAt
    ? { status: 'expired', times: { ...finalizing, expired_at: doneAt } }
    : { status: 'completed', times: { ...finalizing, completed_at: doneAt } }
}

const terminal: ReadonlySet<BatchStatus['status']> = new Set(['failed', 'completed', 'expired', 'cancelled'])

/** Returns whether a status is the last one of a batch. */
export function isTerminal({ status }: BatchStatus): boolean {
  return terminal.has(status)
}

/** The files in a batch object: `null` for a file without lines. */
export interface OutputFiles {
  readonly output: string | null
  readonly error: string | null
}

/** The batch object (https://platform.openai.com/docs/api-reference/batch/object). */
export function batchObject(batch: StoredBatch, now: number, files: OutputFiles): unknown {
  const { status, times } = statusAt(batch, now)
  const time = (name: keyof Times): number | null => (times[name] === undefined ? null : seconds(times[name]))
  const isFailed = status === 'failed'
  const counts = countRequests(batch, now)
  const hasBegun = status !== 'validating' && !isFailed
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    model: batch.lines[0]?.body['model'] ?? null,
    errors: isFailed ? { object: 'list', data: batch.errors } : null,
    input_file_id: batch.inputFileId,
    completion_window: '24h',
    status,
    output_file_id: files.output,
    error_file_id: files.error,
    created_at: seconds(batch.createdAt),
    in_progress_at: time('in_progress_at'),
    expires_at: seconds(batch.expiresAt),
    finalizing_at: time('finalizing_at'),
    completed_at: time('completed_at'),
    failed_at: time('failed_at'),
    expired_at: time('expired_at'),
    cancelling_at: time('cancelling_at'),
    cancelled_at: time('cancelled_at'),
    request_counts: {
      total: hasBegun ? batch.results.length : 0,
      completed: hasBegun ? counts.succeeded : 0,
      failed: hasBegun ? counts.failed : 0,
    },
    usage: isTerminal({ status, times }) ? usageOf(batch.results) : null,
    metadata: batch.metadata ?? null,
  }
}

function usageOf(results: readonly AnsweredRequest[]): unknown {
  const usages = results.flatMap(({ reply }) => reply?.usage ?? [])
  const sum = (name: keyof Usage): number => usages.reduce((total, usage) => total + usage[name], 0)
  return {
    input_tokens: sum('inputTokens'),
    input_tokens_details: { cached_tokens: sum('cachedInputTokens') },
    output_tokens: sum('outputTokens'),
    output_tokens_details: { reasoning_tokens: sum('reasoningTokens') },
    total_tokens: sum('inputTokens') + sum('outputTokens'),
  }
}
