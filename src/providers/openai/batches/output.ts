import { replyInResults, requestStateAt, type AnsweredRequest, type ProviderStore, type RequestState } from '../../../kit.ts'
import { filesIn } from '../files/file.ts'
import { isTerminal, statusAt, type OutputFiles, type StoredBatch } from './batch.ts'

/** Why a request was not executed (https://platform.openai.com/docs/guides/batch, "Batch expiration"). The wording for cancelled ones is assumed. */
const reasons: Readonly<Partial<Record<RequestState, { readonly code: string; readonly message: string }>>> = {
  expired: { code: 'batch_expired', message: 'This request could not be executed before the completion window expired.' },
  cancelled: { code: 'batch_cancelled', message: 'This request was not executed because the batch was cancelled.' },
}

/** How long the files are kept, in ms: the same as for input files. */
const keptFor = 30 * 24 * 60 * 60 * 1_000

/** Writes the files of an ended batch, unless they exist, and returns their IDs. */
export function outputFiles(batch: StoredBatch, store: ProviderStore): OutputFiles {
  const now = store.now()
  const status = statusAt(batch, now)
  if (!isTerminal(status) || status.status === 'failed') return { output: null, error: null }
  const listed = batch.results.filter(({ isUnlisted }) => isUnlisted !== true)
  const hasSucceeded = (result: AnsweredRequest): boolean => requestStateAt(result, batch, now) === 'succeeded'
  return {
    output: write({ id: batch.outputFileId, kind: 'output', results: listed.filter(hasSucceeded) }, batch, store),
    error: write({ id: batch.errorFileId, kind: 'error', results: listed.filter((result) => !hasSucceeded(result)) }, batch, store),
  }
}

interface Output {
  readonly id: string
  readonly kind: 'output' | 'error'
  readonly results: readonly AnsweredRequest[]
}

function write({ id, kind, results }: Output, batch: StoredBatch, store: ProviderStore): string | null {
  if (results.length === 0) return null
  if (batch.writtenFiles.has(id)) return id
  batch.writtenFiles.add(id)
  const now = store.now()
  const reply = replyInResults(results)
  filesIn(store).set(id, {
    id,
    filename: `${batch.id}_${kind}.jsonl`,
    purpose: 'batch_output',
    text: results.map((result) => `${JSON.stringify(lineOf(result, batch, now))}\n`).join(''),
    createdAt: now,
    expiresAt: now + keptFor,
    ...(reply === undefined ? {} : { reply }),
  })
  return id
}

/** A line of a result file (https://platform.openai.com/docs/api-reference/batch/request-output). */
function lineOf(result: AnsweredRequest, batch: StoredBatch, now: number): unknown {
  const { line: id, request: requestId } = batch.requestIds[result.request]!
  const error = reasons[requestStateAt(result, batch, now)] ?? null
  const { status, body } = result.response
  return {
    id,
    custom_id: batch.lines[result.request]!.customId,
    response: error === null ? { status_code: status, request_id: requestId, body } : null,
    error,
  }
}
