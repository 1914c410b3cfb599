import { replyInResults, requestStateAt, type AnsweredRequest, type ProviderStore, type Reply } from '../../../kit.ts'
import { filesIn } from '../files/file.ts'
import { stateAt, type JobResults, type StoredJob } from './job.ts'

interface Listed {
  readonly succeeded: readonly AnsweredRequest[]
  readonly failed: readonly AnsweredRequest[]
}

/** The results of an ended job. Requests that were not executed have none. */
function listedAt(job: StoredJob, now: number): Listed {
  const isOver = stateAt(job, now).completedAt !== undefined && job.rejection === undefined
  const listed = isOver ? job.results.filter(({ isUnlisted }) => isUnlisted !== true) : []
  return {
    succeeded: listed.filter((result) => requestStateAt(result, job, now) === 'succeeded'),
    failed: listed.filter((result) => requestStateAt(result, job, now) === 'failed'),
  }
}

/** A line of the results, as in https://docs.mistral.ai/studio-api/batch-processing. */
function lineOf({ request, response: { status, body } }: AnsweredRequest, { lineIds, customIds }: StoredJob): unknown {
  return { id: lineIds[request], custom_id: customIds[request] ?? null, response: { status_code: status, body }, error: null }
}

/** The models' answers in the results of a job, if any. */
export function repliesIn(job: StoredJob, now: number): Reply | undefined {
  return replyInResults(listedAt(job, now).succeeded)
}

/** The results of a job, whose files are written once it has ended. */
export function resultsOf(job: StoredJob, store: ProviderStore, isInline: boolean): JobResults {
  const { succeeded, failed } = listedAt(job, store.now())
  const rejection = job.rejection === undefined || stateAt(job, store.now()).status !== 'FAILED' ? [] : [job.rejection]
  return {
    outputFile: write(job, 'output', succeeded, store),
    errorFile: write(job, 'error', failed, store),
    errors: counted([...rejection, ...failed.map(messageOf)]),
    outputs: isInline && succeeded.length + failed.length > 0 ? [...succeeded, ...failed].map((result) => lineOf(result, job)) : null,
  }
}

function messageOf({ response: { body } }: AnsweredRequest): string {
  const { message, detail } = body as { message?: unknown; detail?: unknown }
  return typeof message === 'string' ? message : JSON.stringify(detail ?? body)
}

function counted(messages: readonly string[]): JobResults['errors'] {
  return [...Map.groupBy(messages, (message) => message)].map(([message, all]) => ({ message, count: all.length }))
}

function write(job: StoredJob, kind: 'output' | 'error', results: readonly AnsweredRequest[], store: ProviderStore): string | null {
  if (results.length === 0) return null
  const id = kind === 'output' ? job.outputFileId : job.errorFileId
  if (job.writtenFiles.has(id)) return id
  job.writtenFiles.add(id)
  const reply = replyInResults(results)
  filesIn(store).set(id, {
    id,
    filename: `${job.id}_${kind}.jsonl`,
    purpose: 'batch',
    sampleType: kind === 'output' ? 'batch_result' : 'batch_error',
    source: 'mistral',
    text: results.map((result) => `${JSON.stringify(lineOf(result, job))}\n`).join(''),
    createdAt: store.now(),
    ...(reply === undefined ? {} : { reply }),
  })
  return id
}
