import { z } from 'zod'
import {
  jsonObjectOf,
  uuidFrom,
  type BatchRequest,
  type Endpoint,
  type Exchange,
  type Problem,
  type ProviderStore,
  type StorageRequest,
  type WireRequest,
} from '../../../kit.ts'
import { chat } from '../chat/index.ts'
import { embeddings } from '../embeddings/index.ts'
import { fileFound, linesOf } from '../files/file.ts'
import { pageOf } from '../page.ts'
import { storageEndpoint } from '../storage.ts'
import { jobFound, jobObject, jobsIn, spanFrom, stateAt, type StoredJob } from './job.ts'
import { repliesIn, resultsOf } from './results.ts'

const documentation = 'https://docs.mistral.ai/api/endpoint/batch'

/** The endpoints that a job can call. */
const targets: Readonly<Record<string, Endpoint>> = { '/v1/chat/completions': chat, '/v1/embeddings': embeddings }

const line = z.looseObject({ custom_id: z.string().nullish(), body: z.record(z.string(), z.unknown()) })
type Line = z.output<typeof line>

const creation = z.looseObject({
  input_files: z.array(z.string()).nullish(),
  requests: z.array(line).nullish(),
  endpoint: z.enum(Object.keys(targets)),
  model: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  timeout_hours: z.int().min(1).optional(),
})
type Creation = z.output<typeof creation>

/** The input of a job: its requests, or the error of a line in its files. */
interface Input {
  readonly lines: readonly Line[]
  readonly error?: string
}

function refuse(message: string, place: readonly string[]): Problem {
  return { kind: 'unprocessable', message, code: 'value_error', parameter: JSON.stringify(place) }
}

/** The requests of a job. Files are uploaded before the job. The wordings are assumed. */
function inputOf({ input_files: names, requests }: Creation, store: ProviderStore): Input | Problem {
  if ((names?.length ?? 0) === 0 && (requests?.length ?? 0) === 0)
    return refuse('Value error, either input_files or requests must be provided', [])
  if ((names?.length ?? 0) > 0 && (requests?.length ?? 0) > 0)
    return refuse('Value error, only one of input_files and requests can be provided', [])
  if (requests != null && requests.length > 0) return { lines: requests }
  const lines: Line[] = []
  for (const name of names ?? []) {
    const file = fileFound(name, store)
    if ('kind' in file) return file
    for (const [index, text] of linesOf(file).entries()) {
      const { data } = line.safeParse(jsonObjectOf(text))
      if (data === undefined) return { lines: [], error: `Invalid request in line ${index + 1} of ${file.filename}` }
      lines.push(data)
    }
  }
  return lines.length === 0 ? { lines, error: 'The input files have no requests' } : { lines }
}

/** The requests of a job, each in the form of a single request. All use the job's model. */
function requestsOf({ lines }: Input, { endpoint, model }: Creation, { headers, url }: WireRequest): readonly BatchRequest[] {
  const address = new URL(endpoint, url)
  return lines.map(({ body }) => ({
    endpoint: targets[endpoint]!,
    request: { method: 'POST', url: address, headers, text: JSON.stringify({ ...body, ...(model == null ? {} : { model }) }) },
  }))
}

function create({ lines, error }: Input, asked: Creation, { random, arrivedAt, store, batch }: Exchange): StoredJob {
  const { rejection, results = [] } = batch ?? {}
  const rejected = rejection === undefined ? error : (rejection.message ?? 'The batch job was rejected')
  const job: StoredJob = {
    ...spanFrom(arrivedAt, asked.timeout_hours ?? 24),
    id: uuidFrom(random),
    endpoint: asked.endpoint,
    model: asked.model ?? null,
    inputFiles: asked.input_files ?? [],
    metadata: asked.metadata,
    customIds: lines.map(({ custom_id: id }) => id ?? null),
    rejection: rejected,
    results: rejected === undefined ? results : [],
    outputFileId: uuidFrom(random),
    errorFileId: uuidFrom(random),
    lineIds: lines.map(() => uuidFrom(random)),
    writtenFiles: new Set(),
    reads: 0,
  }
  jobsIn(store).set(job.id, job)
  return job
}

function found({ ids: [id = ''] }: StorageRequest, store: ProviderStore): StoredJob | Problem {
  return jobFound(id, store)
}

function objectOf(job: StoredJob, store: ProviderStore, isInline = false): unknown {
  return jobObject(job, store.now(), resultsOf(job, store, isInline))
}

function isInline({ query }: StorageRequest): boolean {
  return query.get('inline') === 'true'
}

/** The jobs in a list, in its order. */
function listed({ query }: StorageRequest, store: ProviderStore): readonly StoredJob[] {
  const [model, statuses] = [query.get('model'), query.getAll('status')]
  const jobs = [...jobsIn(store).values()].filter(
    (job) => (model === null || job.model === model) && (statuses.length === 0 || statuses.includes(stateAt(job, store.now()).status)),
  )
  return query.get('order_by') === 'created' ? jobs : jobs.toReversed()
}

/** Batch jobs (https://docs.mistral.ai/studio-api/batch-processing). */
export const batches: readonly Endpoint[] = [
  storageEndpoint<Input>({
    name: 'batches',
    method: 'POST',
    path: '/batch/jobs',
    documentation,
    operation: 'create-batch',
    schema: creation,
    find: ({ body }, store) => inputOf(body as Creation, store),
    about: (input, { body }, _, request) => ({
      text: JSON.stringify(body),
      batch: requestsOf(input, body as Creation, request),
      ...(typeof body['model'] === 'string' ? { model: body['model'] } : {}),
    }),
    body: (input, { body }, exchange) => objectOf(create(input, body as Creation, exchange), exchange.store),
  }),
  storageEndpoint<StoredJob>({
    name: 'batches.retrieve',
    method: 'GET',
    path: '/batch/jobs/{id}',
    documentation,
    operation: 'retrieve-batch',
    find: found,
    // A polling client sends new requests; a client without an answer repeats the same one.
    about(job, asked, store) {
      const stored = isInline(asked) ? repliesIn(job, store.now()) : undefined
      return { text: `read ${job.reads}`, ...(stored === undefined ? {} : { model: stored.model, stored }) }
    },
    body(job, asked, { store }) {
      job.reads++
      return objectOf(job, store, isInline(asked))
    },
  }),
  storageEndpoint<object>({
    name: 'batches.list',
    method: 'GET',
    path: '/batch/jobs',
    documentation,
    find: () => ({}),
    about: (_, asked, store) => ({ text: `${listed(asked, store).length} jobs` }),
    body: (_, asked, { store }) => pageOf(listed(asked, store), asked, (job) => objectOf(job, store)),
  }),
  storageEndpoint<StoredJob>({
    name: 'batches.cancel',
    method: 'POST',
    path: '/batch/jobs/{id}/cancel',
    documentation,
    find(asked, store) {
      const job = found(asked, store)
      if ('kind' in job || stateAt(job, store.now()).completedAt === undefined) return job
      return { kind: 'conflict', message: `Cannot cancel a batch job with status ${stateAt(job, store.now()).status}`, code: null }
    },
    body(job, _, { store }) {
      job.cancelledAt ??= store.now()
      return objectOf(job, store)
    },
  }),
  storageEndpoint<StoredJob>({
    name: 'batches.delete',
    method: 'DELETE',
    path: '/batch/jobs/{id}',
    documentation,
    find: found,
    body({ id }, _, { store }) {
      jobsIn(store).delete(id)
      return { id, object: 'batch', deleted: true }
    },
  }),
]
