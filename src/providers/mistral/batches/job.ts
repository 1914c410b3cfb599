import { RecentMap, countRequests, workEndsAt, type BatchProgress, type Problem, type ProviderStore } from '../../../kit.ts'
import { seconds } from '../files/file.ts'

/** A batch job that Mistral keeps. */
export interface StoredJob extends BatchProgress {
  readonly id: string
  readonly endpoint: string
  readonly model: string | null
  readonly inputFiles: readonly string[]
  readonly metadata: unknown
  /** In ms since 1970. */
  readonly createdAt: number
  /** The `custom_id` of each request. */
  readonly customIds: readonly (string | null)[]
  /** Why the entire job fails after the queue. */
  readonly rejection: string | undefined
  readonly outputFileId: string
  readonly errorFileId: string
  /** The IDs of the lines of the results. */
  readonly lineIds: readonly string[]
  /** The result files that were written. A file that the app deleted is not written again. */
  readonly writtenFiles: Set<string>
  cancelledAt?: number
  /** How often a client has retrieved it. */
  reads: number
}

/** How long a job is in the queue, and how long a cancellation takes, in ms: long enough for a polling client to see each status. */
const takes = { queued: 5_000, cancelling: 10_000 } as const

/** When a new job is processed, and when it times out. */
export function spanFrom(createdAt: number, timeoutHours: number): Pick<StoredJob, 'createdAt' | 'startsAt' | 'expiresAt'> {
  return { createdAt, startsAt: createdAt + takes.queued, expiresAt: createdAt + timeoutHours * 3_600_000 }
}

const owner = {}

/** The jobs that are kept, by ID. */
export function jobsIn(store: ProviderStore): Map<string, StoredJob> {
  return store.keep(owner, () => new RecentMap<string, StoredJob>())
}

/** Returns a job, or the API's error for an unknown one. The wording is assumed. */
export function jobFound(id: string, store: ProviderStore): StoredJob | Problem {
  return jobsIn(store).get(id) ?? { kind: 'not-found', message: `Batch job ${id} not found`, code: null }
}

/** The state of a job at a time (@mistralai/mistralai, models/components/batchjobstatus). */
export interface JobState {
  readonly status: 'QUEUED' | 'RUNNING' | 'SUCCESS' | 'FAILED' | 'TIMEOUT_EXCEEDED' | 'CANCELLATION_REQUESTED' | 'CANCELLED'
  /** When it ended. */
  readonly completedAt?: number
}

/** Returns the state of a job at a time. */
export function stateAt(job: StoredJob, now: number): JobState {
  const { startsAt, expiresAt, cancelledAt, rejection } = job
  if (rejection !== undefined && now >= startsAt) return { status: 'FAILED', completedAt: startsAt }
  const endsAt = workEndsAt(job)
  if (cancelledAt !== undefined && cancelledAt <= endsAt) {
    const completedAt = cancelledAt + takes.cancelling
    return now < completedAt ? { status: 'CANCELLATION_REQUESTED' } : { status: 'CANCELLED', completedAt }
  }
  if (now < startsAt) return { status: 'QUEUED' }
  if (now < endsAt) return { status: 'RUNNING' }
  return { status: endsAt >= expiresAt ? 'TIMEOUT_EXCEEDED' : 'SUCCESS', completedAt: endsAt }
}

/** The results in a job object. Missing ones are `null`. */
export interface JobResults {
  readonly outputFile: string | null
  readonly errorFile: string | null
  /** The errors of its requests, each with how often it occurred. */
  readonly errors: readonly { readonly message: string; readonly count: number }[]
  /** The results themselves, for a client that requests them. */
  readonly outputs: readonly unknown[] | null
}

/** The batch job object (@mistralai/mistralai, models/components/batchjob). */
export function jobObject(job: StoredJob, now: number, { outputFile, errorFile, errors, outputs }: JobResults): unknown {
  const { status, completedAt } = stateAt(job, now)
  const counts = countRequests(job, now)
  return {
    id: job.id,
    object: 'batch',
    input_files: job.inputFiles,
    metadata: job.metadata ?? null,
    endpoint: job.endpoint,
    model: job.model,
    agent_id: null,
    output_file: outputFile,
    error_file: errorFile,
    errors,
    outputs,
    status,
    created_at: seconds(job.createdAt),
    total_requests: job.customIds.length,
    completed_requests: counts.succeeded + counts.failed,
    succeeded_requests: counts.succeeded,
    failed_requests: counts.failed,
    started_at: now < job.startsAt ? null : seconds(job.startsAt),
    completed_at: completedAt === undefined ? null : seconds(completedAt),
  }
}
