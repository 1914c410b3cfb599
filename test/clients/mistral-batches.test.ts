import { Mistral } from '@mistralai/mistralai'
import type { BatchJob, CreateBatchJobRequest } from '@mistralai/mistralai/models/components'
import { describe, expect } from 'vitest'
import {
  batchExpired,
  batchNotFound,
  batchPartlyFailed,
  batchRejected,
  batchResultsMissing,
  batchResultsReordered,
  overloaded,
} from '../../faults/index.ts'
import { answers, mistral } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  seed: 'tuesday',
  providers: [mistral()],
  clientBehavior: 'ignore',
  answers: answers.from(({ operation, messages }) =>
    operation === undefined
      ? `Parcel: ${messages
          .at(-1)!
          .parts.map((part) => ('text' in part ? part.text : ''))
          .join('')}`
      : undefined,
  ),
})
const client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })
const model = 'mistral-small-latest'
const requests = ['a', 'b', 'c', 'd'].map((customId) => ({
  customId,
  body: { messages: [{ role: 'user', content: `Where is ${customId}?` }] },
}))

interface Line {
  readonly custom_id: string
  readonly response: {
    readonly status_code: number
    readonly body: { readonly choices?: readonly { readonly message: { readonly content: string } }[] }
  }
}

function create(given: Partial<CreateBatchJobRequest> = {}): Promise<BatchJob> {
  return client.batch.jobs.create({ requests, endpoint: '/v1/chat/completions', model, ...given })
}

async function upload(lines: readonly unknown[]): Promise<string> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const file = { fileName: 'requests.jsonl', content: new TextEncoder().encode(text) }
  return (await client.files.upload({ purpose: 'batch', file })).id
}

const running: ReadonlySet<string> = new Set(['QUEUED', 'RUNNING', 'CANCELLATION_REQUESTED'])

/** Polls until a job is over, as apps do. */
async function untilOver({ id }: BatchJob): Promise<{ readonly statuses: readonly string[]; readonly job: BatchJob }> {
  const statuses: string[] = []
  for (let wait = 4_000; ; wait = statuses.length > 1 ? Math.min(wait * 2, 3_600_000) : wait) {
    const job = await client.batch.jobs.get({ jobId: id, inline: true })
    if (statuses.at(-1) !== job.status) statuses.push(job.status)
    if (!running.has(job.status)) return { statuses, job }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

async function linesOf(fileId: string | null | undefined): Promise<readonly Line[]> {
  if (fileId == null) return []
  const text = await new Response(await client.files.download({ fileId })).text()
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

const idsOf = (lines: readonly Line[]): readonly string[] => lines.map(({ custom_id: id }) => id)

describe('a batch job', () => {
  test('is queued, runs and succeeds, with its results in a file and in the job', async ({ chaos }) => {
    const first = await create({ metadata: { job: 'nightly' } })
    expect(first).toMatchObject({ object: 'batch', status: 'QUEUED', totalRequests: 4, completedRequests: 0, metadata: { job: 'nightly' } })
    expect(first.startedAt).toBeNull()
    const { statuses, job } = await untilOver(first)
    expect(statuses).toEqual(['QUEUED', 'RUNNING', 'SUCCESS'])
    expect(job).toMatchObject({ model, succeededRequests: 4, failedRequests: 0, errors: [], errorFile: null })
    const lines = await linesOf(job.outputFile)
    const said = (all: readonly Line[]) =>
      all.map(({ custom_id: id, response }) => [id, response.status_code, response.body.choices![0]!.message.content])
    expect(said(lines)).toEqual(['a', 'b', 'c', 'd'].map((id) => [id, 200, `Parcel: Where is ${id}?`]))
    expect(job.outputs).toEqual(lines)
    const [inline, read] = chaos.journal.calls.slice(-2)
    expect([inline!.endpoint, read!.endpoint]).toEqual(['batches.retrieve', 'files.content'])
    for (const call of [inline!, read!]) expect(call.received).toBe(call.truth)
    expect(read!.received).toBe(['a', 'b', 'c', 'd'].map((id) => `Parcel: Where is ${id}?`).join('\n'))
    expect((await client.batch.jobs.get({ jobId: first.id })).outputs).toBeNull()
  })

  test('takes its requests from files, and embeddings', async ({ chaos }) => {
    const file = await upload(requests.map(({ customId, body }) => ({ custom_id: customId, body })))
    const { job } = await untilOver(await create({ requests: null, inputFiles: [file] }))
    expect(job).toMatchObject({ status: 'SUCCESS', inputFiles: [file], succeededRequests: 4 })
    expect(await client.files.retrieve({ fileId: job.outputFile! })).toMatchObject({
      sampleType: 'batch_result',
      source: 'mistral',
      numLines: 4,
    })
    const vectors = {
      requests: [{ customId: 'v', body: { input: ['A text'] } }],
      endpoint: '/v1/embeddings',
      model: 'mistral-embed',
    } as const
    const embedded = await untilOver(await create({ ...vectors, requests: [...vectors.requests] }))
    expect(embedded.job.outputs).toMatchObject([{ custom_id: 'v', response: { body: { data: [{ object: 'embedding' }] } } }])
    expect(chaos.journal.unhandled).toEqual([])
  })

  test('counts requests that the API refuses, and names each error once', async ({ chaos }) => {
    const broken = requests.map((request) => ({ ...request, body: { ...request.body, temperature: 7 } }))
    const { job } = await untilOver(await create({ requests: [...requests, ...broken.slice(2)] }))
    expect(job).toMatchObject({ status: 'SUCCESS', succeededRequests: 4, failedRequests: 2, errors: [{ count: 2 }] })
    expect((await linesOf(job.errorFile)).map(({ response }) => response.status_code)).toEqual([422, 422])
    expect(chaos.journal.calls).not.toEqual([])
  })

  test('fails for a line that is not a request', async ({ chaos }) => {
    const file = await upload([{ custom_id: 'a', body: {} }, '{"custom_id":'])
    const { statuses, job } = await untilOver(await create({ requests: null, inputFiles: [file] }))
    expect(statuses).toEqual(['QUEUED', 'FAILED'])
    expect(job).toMatchObject({ errors: [{ message: 'Invalid request in line 2 of requests.jsonl', count: 1 }], outputFile: null })
    expect(chaos.journal.calls).not.toEqual([])
  })

  test('keeps what was done before it was cancelled', async ({ chaos }) => {
    const job = await create()
    await new Promise((resolve) => setTimeout(resolve, 50_000))
    expect(await client.batch.jobs.cancel({ jobId: job.id })).toMatchObject({ status: 'CANCELLATION_REQUESTED', completedRequests: 2 })
    const { job: last } = await untilOver(job)
    expect(last).toMatchObject({ status: 'CANCELLED', succeededRequests: 2, failedRequests: 0 })
    expect(idsOf(await linesOf(last.outputFile))).toEqual(['a', 'b'])
    await expect(client.batch.jobs.cancel({ jobId: job.id })).rejects.toMatchObject({ statusCode: 409 })
    expect(chaos.journal.calls.at(-1)).toMatchObject({ endpoint: 'batches.cancel', ending: 'refused' })
  })

  test('is listed by status, and deleted', async ({ chaos }) => {
    const [first, second, third] = [await create(), await create(), await create({ model: 'mistral-large-latest' })]
    await untilOver(first)
    expect(await client.batch.jobs.list({ pageSize: 2 })).toMatchObject({ total: 3, data: [{ id: third.id }, { id: second.id }] })
    expect(await client.batch.jobs.list({ page: 1, pageSize: 2 })).toMatchObject({ data: [{ id: first.id }] })
    expect(await client.batch.jobs.list({ model: 'mistral-large-latest', status: ['SUCCESS'] })).toMatchObject({ total: 1 })
    expect(await client.batch.jobs.list({ status: ['RUNNING', 'CANCELLED'] })).toMatchObject({ total: 0 })
    expect(await client.batch.jobs.delete({ jobId: first.id })).toEqual({ id: first.id, object: 'batch', deleted: true })
    await expect(client.batch.jobs.get({ jobId: first.id })).rejects.toMatchObject({ statusCode: 404 })
    expect(chaos.journal.calls.at(-1)).toMatchObject({ problem: { kind: 'not-found' } })
  })

  test('is refused without requests, and for files that are not there', async ({ chaos }) => {
    await expect(create({ requests: null })).rejects.toMatchObject({ statusCode: 422 })
    await expect(create({ inputFiles: ['none'] })).rejects.toMatchObject({ statusCode: 422 })
    await expect(create({ requests: null, inputFiles: ['none'] })).rejects.toMatchObject({ statusCode: 404 })
    await expect(create({ timeoutHours: 0 })).rejects.toMatchObject({ statusCode: 422 })
    const file = await upload(['{}'])
    expect(await client.files.list({ purpose: 'batch' })).toMatchObject({ total: 1, data: [{ id: file, filename: 'requests.jsonl' }] })
    expect(await client.files.delete({ fileId: file })).toEqual({ id: file, object: 'file', deleted: true })
    await expect(client.files.retrieve({ fileId: file })).rejects.toMatchObject({ statusCode: 404 })
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'batches', ending: 'refused' })
  })
})

describe('faults of batches', () => {
  test('batch-expired: the job exceeds its time', async ({ chaos }) => {
    chaos.inject(batchExpired())
    const created = await create({ timeoutHours: 2 })
    const { statuses, job } = await untilOver(created)
    expect(statuses).toEqual(['QUEUED', 'RUNNING', 'TIMEOUT_EXCEEDED'])
    expect(job.completedAt! - created.createdAt).toBe(7_200)
    expect(job.succeededRequests).toBeLessThan(4)
  })

  test('batch-rejected: the job fails', async ({ chaos }) => {
    chaos.inject(batchRejected())
    const { job } = await untilOver(await create())
    expect(job).toMatchObject({ status: 'FAILED', outputFile: null, errors: [{ count: 1 }] })
  })

  test('batch-partly-failed: some requests fail', async ({ chaos }) => {
    chaos.inject(batchPartlyFailed())
    const { job } = await untilOver(await create())
    expect(job.status).toBe('SUCCESS')
    expect(job.failedRequests).toBeGreaterThan(0)
    expect(await linesOf(job.errorFile)).toHaveLength(job.failedRequests)
  })

  test('batch-not-found: the job is not there at once', async ({ chaos }) => {
    chaos.inject(batchNotFound())
    const { id } = await create()
    await expect(client.batch.jobs.get({ jobId: id })).rejects.toMatchObject({ statusCode: 404 })
    await new Promise((resolve) => setTimeout(resolve, 60_000))
    expect((await client.batch.jobs.get({ jobId: id })).id).toBe(id)
  })

  test('batch-results-missing and -reordered: lines are missing, and out of order', async ({ chaos }) => {
    chaos.inject(batchResultsMissing(), batchResultsReordered())
    const { job } = await untilOver(await create())
    const ids = idsOf(await linesOf(job.outputFile))
    expect(job.succeededRequests).toBe(4)
    expect(ids.length).toBeLessThan(4)
  })

  test('other faults hit each request as if it were sent alone', async ({ chaos }) => {
    chaos.inject(overloaded().for({ endpoint: 'chat.completions' }).nth(2))
    const { job } = await untilOver(await create())
    expect(job).toMatchObject({
      succeededRequests: 3,
      failedRequests: 1,
      errors: [{ message: 'Service tier capacity exceeded for this model.', count: 1 }],
    })
    expect(chaos.journal.calls[0]!.fired.map(({ fault }) => fault)).toEqual(['overloaded'])
  })
})
