import OpenAI, { toFile } from 'openai'
import { describe, expect } from 'vitest'
import {
  batchExpired,
  batchNotFound,
  batchPartlyFailed,
  batchRejected,
  batchResultsMissing,
  batchResultsReordered,
  confidentlyWrong,
  overloaded,
  stalledStream,
} from '../../faults/index.ts'
import { catalogue } from '../../faults/catalogue.ts'
import { answers, brownout, openai, readIncident, virtualTime } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const settings = {
  seed: 'tuesday',
  providers: [openai()],
  answers: answers.from(
    ({ messages }) =>
      `Parcel: ${messages
        .at(-1)
        ?.parts.map((part) => ('text' in part ? part.text : ''))
        .join('')}`,
  ),
}
const test = withChaos({ ...settings, clientBehavior: 'ignore' })
const client = new OpenAI({ apiKey: 'sk-test', maxRetries: 0, logLevel: 'off' })

/** A body of any of the endpoints that a batch can have requests for. */
interface AnyBody {
  readonly id: string
  readonly choices: readonly { readonly message: { readonly content: string } }[]
  readonly data: readonly { readonly embedding: readonly number[] }[]
}

interface Line {
  readonly custom_id: string
  readonly response: { readonly status_code: number; readonly body: AnyBody } | null
  readonly error: { readonly code: string } | null
}

const requests = ['a', 'b', 'c', 'd'].map((id) => ({
  custom_id: id,
  method: 'POST',
  url: '/v1/chat/completions',
  body: { model: 'gpt-4o', messages: [{ role: 'user', content: `Where is ${id}?` }] },
}))

function upload(lines: readonly unknown[]): Promise<OpenAI.FileObject> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  return toFile(Buffer.from(text), 'requests.jsonl').then((file) => client.files.create({ purpose: 'batch', file }))
}

async function created(
  lines: readonly unknown[] = requests,
  endpoint: OpenAI.BatchCreateParams['endpoint'] = '/v1/chat/completions',
): Promise<OpenAI.Batch> {
  const { id } = await upload(lines)
  return client.batches.create({ input_file_id: id, endpoint, completion_window: '24h', metadata: { job: 'nightly' } })
}

async function untilOver({
  id,
  created_at,
}: OpenAI.Batch): Promise<{ readonly statuses: readonly string[]; readonly batch: OpenAI.Batch }> {
  const statuses: string[] = []
  for (let wait = 4_000; ; wait = Date.now() / 1_000 - created_at > 300 ? 3_600_000 : 4_000) {
    const batch = await client.batches.retrieve(id)
    if (statuses.at(-1) !== batch.status) statuses.push(batch.status)
    if (['completed', 'failed', 'expired', 'cancelled'].includes(batch.status)) return { statuses, batch }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

async function linesOf(id: string | null | undefined): Promise<readonly Line[]> {
  if (id == null) return []
  const text = await (await client.files.content(id)).text()
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

const idsOf = (lines: readonly Line[]): readonly string[] => lines.map(({ custom_id: id }) => id)

describe('a batch', () => {
  test('is validated, processed and completed, with one result for each request', async ({ chaos }) => {
    const first = await created()
    expect(first).toMatchObject({
      object: 'batch',
      status: 'validating',
      output_file_id: null,
      metadata: { job: 'nightly' },
      request_counts: { total: 0 },
    })
    const { statuses, batch } = await untilOver(first)
    expect(statuses).toEqual(['validating', 'in_progress', 'finalizing', 'completed'])
    expect(batch).toMatchObject({ request_counts: { total: 4, completed: 4, failed: 0 }, error_file_id: null, model: 'gpt-4o' })
    expect(batch.usage!.total_tokens).toBeGreaterThan(20)
    const lines = await linesOf(batch.output_file_id)
    expect(lines.map(({ custom_id: id, response }) => [id, response!.status_code, response!.body.choices[0]!.message.content])).toEqual(
      ['a', 'b', 'c', 'd'].map((id) => [id, 200, `Parcel: Where is ${id}?`]),
    )
    const read = chaos.journal.calls.at(-1)!
    expect(read).toMatchObject({ endpoint: 'files.content', ending: 'complete' })
    expect(read.received).toBe(['a', 'b', 'c', 'd'].map((id) => `Parcel: Where is ${id}?`).join('\n'))
    expect(read.received).toBe(read.truth)
  })

  test('takes responses and embeddings as well', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const ofResponse = { custom_id: 'r', method: 'POST', url: '/v1/responses', body: { model: 'gpt-5', input: 'Where is r?' } }
    const answered = await untilOver(await created([ofResponse], '/v1/responses'))
    const [response] = await linesOf(answered.batch.output_file_id)
    expect(response!.response!.body).toMatchObject({ object: 'response', status: 'completed' })
    // The response is kept as any other.
    expect((await client.responses.retrieve(response!.response!.body.id)).output_text).toBe('Parcel: Where is r?')
    const ofVector = {
      custom_id: 'v',
      method: 'POST',
      url: '/v1/embeddings',
      body: { model: 'text-embedding-3-small', input: 'A text', dimensions: 8 },
    }
    const embedded = await untilOver(await created([ofVector], '/v1/embeddings'))
    expect((await linesOf(embedded.batch.output_file_id))[0]!.response!.body.data[0]!.embedding).toHaveLength(8)
  })

  test('has an error file for requests that the API refuses, and no output file if all are', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const broken = requests.map((request) => ({ ...request, body: { ...request.body, temperature: 7 } }))
    const { batch } = await untilOver(await created(broken))
    expect(batch).toMatchObject({ status: 'completed', output_file_id: null, request_counts: { total: 4, completed: 0, failed: 4 } })
    const [line] = await linesOf(batch.error_file_id)
    expect(line).toMatchObject({ error: null, response: { status_code: 400, body: { error: { param: 'temperature' } } } })
  })

  test('keeps what was done before it was cancelled', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const batch = await created()
    await new Promise((resolve) => setTimeout(resolve, 50_000))
    const cancelling = await client.batches.cancel(batch.id)
    expect(cancelling).toMatchObject({ status: 'cancelling', request_counts: { completed: 2 } })
    const { batch: last } = await untilOver(batch)
    expect(last).toMatchObject({ status: 'cancelled', request_counts: { total: 4, completed: 2 } })
    expect(idsOf(await linesOf(last.output_file_id))).toEqual(['a', 'b'])
    expect((await linesOf(last.error_file_id)).map(({ error }) => error!.code)).toEqual(['batch_cancelled', 'batch_cancelled'])
    await expect(client.batches.cancel(batch.id)).rejects.toMatchObject({
      status: 409,
      message: "409 Cannot cancel a batch with status 'cancelled'.",
    })
  })

  test('fails validation line by line', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const [first, second] = requests
    const { batch } = await untilOver(
      await created([first, '{"custom_id":', { ...second, custom_id: 'a' }, { ...second, url: '/v1/responses' }, { custom_id: 'e' }]),
    )
    expect(batch).toMatchObject({ status: 'failed', output_file_id: null, request_counts: { total: 0 } })
    expect(batch.errors!.data!.map(({ code, line }) => [code, line])).toEqual([
      ['invalid_json_line', 2],
      ['duplicate_custom_id', 3],
      ['invalid_url', 4],
      ['missing_required_parameter', 5],
    ])
  })

  test('is listed, the latest first', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const ids = [(await created()).id, (await created()).id, (await created()).id]
    const listed: string[] = []
    for await (const { id } of client.batches.list({ limit: 2 })) listed.push(id)
    expect(listed).toEqual(ids.toReversed())
  })

  test('is refused for what is not there', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const create = (id: string) => client.batches.create({ input_file_id: id, endpoint: '/v1/chat/completions', completion_window: '24h' })
    await expect(create('file-none')).rejects.toMatchObject({ status: 404, message: '404 No such File object: file-none' })
    await expect(client.batches.retrieve('batch_none')).rejects.toMatchObject({
      status: 404,
      message: "404 No batch found with id 'batch_none'.",
    })
    const { id } = await upload(requests)
    expect(await client.files.delete(id)).toEqual({ id, object: 'file', deleted: true })
    await expect(client.files.retrieve(id)).rejects.toMatchObject({ status: 404 })
    await expect(client.files.create({ purpose: 'batch', file: await toFile(Buffer.from('x'), 'notes.txt') })).rejects.toMatchObject({
      status: 400,
      message: '400 Invalid file format for Batch API. Must be .jsonl',
    })
  })

  test('is created with the file that was uploaded', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const file = await upload(requests)
    expect(file).toMatchObject({ object: 'file', purpose: 'batch', filename: 'requests.jsonl', status: 'processed' })
    expect(await client.files.retrieve(file.id)).toEqual(file)
    const text = await (await client.files.content(file.id)).text()
    expect([Buffer.byteLength(text), text.split('\n').length]).toEqual([file.bytes, 4])
  })
})

describe('faults in a batch', () => {
  test('on its requests act as on requests that are sent alone', async ({ chaos }) => {
    chaos.inject(overloaded().for({ endpoint: 'chat.completions' }).nth(2))
    chaos.inject(stalledStream({ afterDeltas: 0, duration: '90s' }).for({ endpoint: 'chat.completions' }).nth(3))
    const { batch } = await untilOver(await created())
    expect(batch).toMatchObject({ status: 'completed', request_counts: { completed: 3, failed: 1 } })
    expect(batch.completed_at! - batch.in_progress_at!).toBeGreaterThan(90)
    expect((await linesOf(batch.error_file_id)).map(({ custom_id: id, response }) => [id, response!.status_code])).toEqual([['b', 503]])
    expect(chaos.journal).toHaveFired('overloaded', { times: 1 })
  })

  test('batch-expired leaves some requests undone after 24 hours', async ({ chaos }) => {
    chaos.inject(batchExpired({ done: 0.5 }))
    const { batch } = await untilOver(await created())
    expect(batch).toMatchObject({ status: 'expired', request_counts: { total: 4, completed: 2 } })
    expect(batch.expired_at! - batch.created_at).toBeGreaterThanOrEqual(86_400)
    expect(idsOf(await linesOf(batch.output_file_id))).toEqual(['a', 'b'])
    expect(await linesOf(batch.error_file_id)).toMatchObject([
      {
        custom_id: 'c',
        response: null,
        error: { code: 'batch_expired', message: 'This request could not be executed before the completion window expired.' },
      },
      { custom_id: 'd' },
    ])
  })

  test('batch-partly-failed gives some requests an error', async ({ chaos }) => {
    chaos.inject(batchPartlyFailed({ share: 0 }))
    const { batch } = await untilOver(await created())
    expect(batch).toMatchObject({ status: 'completed', request_counts: { completed: 3, failed: 1 } })
    expect((await linesOf(batch.error_file_id)).map(({ response }) => response!.status_code)).toEqual([500])
  })

  test('batch-not-found hides a batch just after its creation', async ({ chaos }) => {
    chaos.inject(batchNotFound({ within: '30s' }))
    const batch = await created()
    await expect(client.batches.retrieve(batch.id)).rejects.toMatchObject({ status: 404 })
    expect(chaos.journal.calls.at(-1)!.problem).toEqual({ kind: 'not-found', permanent: false })
    await new Promise((resolve) => setTimeout(resolve, 30_000))
    expect((await untilOver(batch)).batch.status).toBe('completed')
  })

  test('batch-results-missing counts results that are not there', async ({ chaos }) => {
    chaos.inject(batchResultsMissing({ share: 0 }))
    const { batch } = await untilOver(await created())
    expect(batch.request_counts).toEqual({ total: 4, completed: 4, failed: 0 })
    expect(await linesOf(batch.output_file_id)).toHaveLength(3)
  })

  test('batch-results-reordered gives the results in another order', async ({ chaos }) => {
    chaos.inject(batchResultsReordered())
    const { batch } = await untilOver(await created())
    const lines = await linesOf(batch.output_file_id)
    expect(idsOf(lines)).not.toEqual(['a', 'b', 'c', 'd'])
    for (const { custom_id: id, response } of lines) expect(response!.body.choices[0]!.message.content).toBe(`Parcel: Where is ${id}?`)
  })

  test('batch-rejected fails a batch after it was accepted', async ({ chaos }) => {
    chaos.inject(batchRejected())
    const { batch } = await untilOver(await created())
    expect(batch).toMatchObject({ status: 'failed', errors: { data: [{ code: 'token_limit_exceeded', line: null }] } })
    expect(batch.errors!.data![0]!.message).toContain('Enqueued token limit reached for gpt-4o in organization')
  })
})

test('a batch is replayed from its incident, and is the same for the same seed', async () => {
  const play = async (chaos: ReturnType<typeof brownout>): Promise<string> => {
    const release = chaos.intercept()
    try {
      return await virtualTime(async () => {
        const { batch } = await untilOver(await created())
        return JSON.stringify([await linesOf(batch.output_file_id), await linesOf(batch.error_file_id)])
      })
    } finally {
      release()
    }
  }
  const chaosOf = () => {
    const chaos = brownout(settings)
    chaos.inject(confidentlyWrong().chance(0.5), batchPartlyFailed({ share: 0.3 }), batchResultsReordered())
    return chaos
  }
  const [first, second] = [chaosOf(), chaosOf()]
  const results = await play(first)
  expect(await play(second)).toBe(results)
  expect(JSON.stringify(second.journal)).toBe(JSON.stringify(first.journal))
  const replay = readIncident(JSON.stringify(first.incident()), catalogue)
  const replayed = brownout({ ...settings, answers: answers.from(() => 'Something else.'), replay })
  expect(await play(replayed)).toBe(results)
})
