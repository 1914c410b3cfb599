import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, test as plainTest } from 'vitest'
import {
  batchExpired,
  batchNotFound,
  batchPartlyFailed,
  batchRejected,
  batchResultsMissing,
  batchResultsReordered,
  overloaded,
} from '../../faults/index.ts'
import { anthropic, answers, brownout } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const settings = {
  seed: 'tuesday',
  providers: [anthropic()],
  answers: answers.from(
    ({ messages }) =>
      `Parcel: ${messages
        .at(-1)
        ?.parts.map((part) => ('text' in part ? part.text : ''))
        .join('')}`,
  ),
}
const test = withChaos({ ...settings, clientBehavior: 'ignore' })
const client = new Anthropic({ apiKey: 'sk-test', maxRetries: 0, logLevel: 'off' })
const { batches } = client.messages

const names = ['a', 'b', 'c', 'd']
const requests = names.map((name) => ({
  custom_id: name,
  params: { model: 'claude-sonnet-5', max_tokens: 100, messages: [{ role: 'user' as const, content: `Where is ${name}?` }] },
}))

type Result = Anthropic.Messages.MessageBatchIndividualResponse

async function untilOver(id: string): Promise<Anthropic.Messages.MessageBatch> {
  for (;;) {
    const batch = await batches.retrieve(id)
    if (batch.processing_status === 'ended') return batch
    const age = Date.now() - Date.parse(batch.created_at)
    await new Promise((resolve) => setTimeout(resolve, age > 300_000 ? 3_600_000 : 20_000))
  }
}

async function resultsOf(id: string): Promise<readonly Result[]> {
  const results: Result[] = []
  for await (const result of await batches.results(id)) results.push(result)
  return results
}

const typesOf = (results: readonly Result[]): readonly (readonly [string, string])[] =>
  results.map(({ custom_id: name, result }) => [name, result.type])
const textOf = ({ result }: Result): string | undefined =>
  result.type === 'succeeded' ? result.message.content.map((block) => (block.type === 'text' ? block.text : '')).join('') : undefined

describe('a batch', () => {
  test('is processed, and has one result for each request', async ({ chaos }) => {
    const created = await batches.create({ requests })
    expect(created).toMatchObject({
      type: 'message_batch',
      processing_status: 'in_progress',
      request_counts: { processing: 4, succeeded: 0 },
      results_url: null,
    })
    await expect(batches.results(created.id)).rejects.toThrow('Has it finished processing?')
    const ended = await untilOver(created.id)
    expect(ended).toMatchObject({ request_counts: { processing: 0, succeeded: 4 }, ended_at: expect.any(String) as string })
    const results = await resultsOf(created.id)
    expect(results.map((result) => [result.custom_id, textOf(result)])).toEqual(names.map((name) => [name, `Parcel: Where is ${name}?`]))
    expect(chaos.journal.calls.at(-1)).toMatchObject({
      endpoint: 'messages.batches.results',
      ending: 'complete',
      received: names.map((name) => `Parcel: Where is ${name}?`).join('\n'),
    })
  })

  test('describes an invalid request in its result', async ({ chaos }) => {
    const [first, second] = requests
    const { id } = await batches.create({ requests: [first!, { ...second!, params: { ...second!.params, messages: [] } }] })
    expect(await untilOver(id)).toMatchObject({ request_counts: { succeeded: 1, errored: 1 } })
    expect((await resultsOf(id))[1]).toMatchObject({
      custom_id: 'b',
      result: { type: 'errored', error: { type: 'error', error: { type: 'invalid_request_error' } } },
    })
    expect(chaos.journal.calls.every(({ status }) => status === 200)).toBe(true)
  })

  test('keeps what was done before it was cancelled, and can then be deleted', async ({ chaos }) => {
    const { id } = await batches.create({ requests })
    await expect(batches.delete(id)).rejects.toMatchObject({ status: 400 })
    await new Promise((resolve) => setTimeout(resolve, 45_000))
    expect(await batches.cancel(id)).toMatchObject({ processing_status: 'canceling', cancel_initiated_at: expect.any(String) as string })
    expect(await untilOver(id)).toMatchObject({ request_counts: { succeeded: 2, canceled: 2 } })
    expect(typesOf(await resultsOf(id)).map(([, type]) => type)).toEqual(['succeeded', 'succeeded', 'canceled', 'canceled'])
    expect(await batches.delete(id)).toEqual({ id, type: 'message_batch_deleted' })
    await expect(batches.retrieve(id)).rejects.toBeInstanceOf(Anthropic.NotFoundError)
    expect(chaos.journal.calls.at(-1)!.problem).toEqual({ kind: 'not-found', permanent: true })
  })

  test('is listed, the latest first', async ({ chaos }) => {
    const ids: string[] = []
    for (const request of requests.slice(0, 3)) ids.push((await batches.create({ requests: [request] })).id)
    const listed: string[] = []
    for await (const { id } of batches.list({ limit: 2 })) listed.push(id)
    expect(listed).toEqual(ids.toReversed())
    expect((await batches.list({ before_id: ids[0]!, limit: 1 })).data.map(({ id }) => id)).toEqual([ids[1]])
    expect(chaos.journal.unhandled).toEqual([])
  })

  test('is refused if two requests have one name, or it has no requests', async ({ chaos }) => {
    await expect(batches.create({ requests: [requests[0]!, requests[0]!] })).rejects.toMatchObject({ status: 400 })
    await expect(batches.create({ requests: [] })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('requests: ') as string,
    })
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['refused', 'refused'])
  })
})

describe('faults in a batch', () => {
  test('on its requests act as on requests that are sent alone', async ({ chaos }) => {
    chaos.inject(overloaded().for({ endpoint: 'messages' }).nth(2))
    const { id } = await batches.create({ requests })
    await untilOver(id)
    const results = await resultsOf(id)
    expect(typesOf(results)[1]).toEqual(['b', 'errored'])
    expect(results[1]!.result).toMatchObject({ error: { error: { type: 'overloaded_error', message: 'Overloaded' } } })
  })

  test('batch-expired leaves some requests undone after 24 hours', async ({ chaos }) => {
    chaos.inject(batchExpired({ done: 0.75 }))
    const { id } = await batches.create({ requests })
    const { request_counts: counts, ended_at: endedAt, expires_at: expiresAt } = await untilOver(id)
    expect([counts.succeeded, counts.expired, endedAt]).toEqual([3, 1, expiresAt])
    expect(typesOf(await resultsOf(id)).at(-1)).toEqual(['d', 'expired'])
  })

  test('batch-partly-failed gives some requests an error', async ({ chaos }) => {
    chaos.inject(batchPartlyFailed({ share: 0, kind: 'overloaded' }))
    const { id } = await batches.create({ requests })
    expect((await untilOver(id)).request_counts).toMatchObject({ succeeded: 3, errored: 1 })
  })

  test('batch-not-found hides a batch just after its creation', async ({ chaos }) => {
    chaos.inject(batchNotFound())
    const { id } = await batches.create({ requests })
    await expect(batches.retrieve(id)).rejects.toBeInstanceOf(Anthropic.NotFoundError)
    await new Promise((resolve) => setTimeout(resolve, 60_000))
    expect((await untilOver(id)).request_counts.succeeded).toBe(4)
  })

  test('batch-results-missing counts results that are not there', async ({ chaos }) => {
    chaos.inject(batchResultsMissing({ share: 0 }))
    const { id } = await batches.create({ requests })
    expect((await untilOver(id)).request_counts.succeeded).toBe(4)
    expect(await resultsOf(id)).toHaveLength(3)
  })

  test('batch-results-reordered gives the results in another order', async ({ chaos }) => {
    chaos.inject(batchResultsReordered())
    const { id } = await batches.create({ requests })
    await untilOver(id)
    const results = await resultsOf(id)
    expect(results.map(({ custom_id: name }) => name)).not.toEqual(names)
    for (const result of results) expect(textOf(result)).toBe(`Parcel: Where is ${result.custom_id}?`)
  })

  test('batch-rejected makes every result an error', async ({ chaos }) => {
    chaos.inject(batchRejected({ reason: 'invalid-request' }))
    const { id } = await batches.create({ requests })
    expect((await untilOver(id)).request_counts).toMatchObject({ succeeded: 0, errored: 4 })
  })
})

plainTest('the results have the address to which the client sent its requests', async () => {
  const chaos = brownout(settings)
  // A batch that is rejected ends at once, also in real time.
  chaos.inject(batchRejected())
  const server = await serve(chaos)
  try {
    const overSocket = new Anthropic({ apiKey: 'sk-test', baseURL: server.baseUrls['anthropic']!, maxRetries: 0 })
    const { id } = await overSocket.messages.batches.create({ requests })
    const { results_url: url } = await overSocket.messages.batches.retrieve(id)
    expect(url).toBe(`${server.baseUrls['anthropic']}/v1/messages/batches/${id}/results`)
    const types: string[] = []
    for await (const { result } of await overSocket.messages.batches.results(id)) types.push(result.type)
    expect(types).toEqual(['errored', 'errored', 'errored', 'errored'])
  } finally {
    await server.close()
  }
})
