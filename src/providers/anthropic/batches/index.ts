import { z } from 'zod'
import { badRequest, replyInResults, requestStateAt, storageEndpoint } from '../../../kit.ts'
import type {
  AnsweredRequest,
  BatchRequest,
  Endpoint,
  Problem,
  ProviderStore,
  StorageApi,
  StorageRequest,
  WireRequest,
} from '../../../kit.ts'
import { admission } from '../decode.ts'
import { parseBody } from '../json.ts'
import { wordingOf } from '../wording.ts'
import { writerOf } from '../writer.ts'
import { batchesIn, batchFound, batchObject, endOf, listed, type StoredBatch } from './batch.ts'
import { limitProblem, pageOf } from './list.ts'

const reference = 'https://docs.claude.com/en/api'

/** How long a batch can take, in ms (https://docs.claude.com/en/docs/build-with-claude/batch-processing, "24 hours"). */
const longest = 24 * 60 * 60 * 1_000

/** The most requests of one batch (https://docs.claude.com/en/docs/build-with-claude/batch-processing, "100,000 Message requests"). */
const mostRequests = 100_000

/** Wrong parameters of a request are reported in its result, not when the batch is created. */
const creation = z.looseObject({
  requests: z
    .array(z.looseObject({ custom_id: z.string().regex(/^[\w-]{1,64}$/), params: z.looseObject({}) }))
    .min(1)
    .max(mostRequests),
})

type Requests = z.output<typeof creation>['requests']

function requestsOf({ body }: StorageRequest): Requests {
  return body['requests'] as Requests
}

/** The API's error for two requests with the same name. The wording is assumed. */
function duplicateIn(requests: Requests): Problem | undefined {
  const names = requests.map(({ custom_id: name }) => name)
  const duplicate = names.findIndex((name, index) => names.indexOf(name) < index)
  return duplicate === -1 ? undefined : badRequest(`requests.${duplicate}.custom_id: custom_id must be unique within a batch`)
}

/** The URL of the results on the host that the client called: the provider's, or an emulating server's. */
function resultsUrl({ url, sentTo }: WireRequest, id: string): string {
  const { origin, pathname } = sentTo?.() ?? url
  return `${origin}${pathname.replace(/\/$/, '')}/${id}/results`
}

function found({ ids: [id = ''] }: StorageRequest, store: ProviderStore): StoredBatch | Problem {
  return batchFound(id, store)
}

function endedOnly(batch: StoredBatch | Problem, now: number, message: string): StoredBatch | Problem {
  return 'kind' in batch || now >= endOf(batch) ? batch : badRequest(message)
}

/** A line of the results (https://docs.claude.com/en/api/retrieving-message-batch-results). */
function lineOf(result: AnsweredRequest, batch: StoredBatch, now: number): unknown {
  const state = requestStateAt(result, batch, now)
  const { body } = result.response
  const outcome =
    state === 'succeeded'
      ? { type: 'succeeded', message: body }
      : state === 'failed'
        ? { type: 'errored', error: body }
        : { type: state === 'expired' ? 'expired' : 'canceled' }
  return { custom_id: batch.customIds[result.request], result: outcome }
}

/**
 * Message Batches (https://docs.claude.com/en/docs/build-with-claude/batch-processing).
 * @param messages the endpoint that answers each request
 * @param path the path of the endpoint for messages
 */
export function batchEndpoints(messages: Endpoint, path: string): readonly Endpoint[] {
  const api: StorageApi = {
    pattern: path,
    readable: path,
    refusal: (request) => admission.refusal?.(request),
    json: parseBody,
    misshapen: (error, body) => badRequest(wordingOf(error, body)),
    writer: writerOf,
  }
  const one = { path: '/batches/{id}', find: found } as const
  return [
    storageEndpoint<object>(api, {
      name: 'messages.batches',
      method: 'POST',
      path: '/batches',
      documentation: `${reference}/creating-message-batches`,
      operation: 'create-batch',
      schema: creation,
      find: (asked) => duplicateIn(requestsOf(asked)) ?? {},
      about(_, asked, __, { url, headers }) {
        const address = new URL(url.href.replace(/\/batches\/?(?:\?.*)?$/, ''))
        const requests = requestsOf(asked).map(({ params }): BatchRequest => ({
          endpoint: messages,
          request: { method: 'POST', url: address, headers, text: JSON.stringify(params) },
        }))
        return { text: JSON.stringify(asked.body), batch: requests }
      },
      body(_, asked, { random, arrivedAt, store, request, batch: { results } = { results: [] } }) {
        const id = `msgbatch_01${random.id(22)}`
        const batch: StoredBatch = {
          id,
          startsAt: arrivedAt,
          expiresAt: arrivedAt + longest,
          // All requests of a rejected batch fail: the API has no status for it.
          results,
          customIds: requestsOf(asked).map(({ custom_id: name }) => name),
          resultsUrl: resultsUrl(request, id),
          reads: 0,
        }
        batchesIn(store).set(id, batch)
        return batchObject(batch, store.now())
      },
    }),
    storageEndpoint<StoredBatch>(api, {
      ...one,
      name: 'messages.batches.retrieve',
      method: 'GET',
      documentation: `${reference}/retrieving-message-batches`,
      operation: 'retrieve-batch',
      // A polling client sends new requests; a client without an answer repeats the same one.
      about: ({ reads }) => ({ text: `read ${reads}` }),
      body(batch, _, { store }) {
        batch.reads++
        return batchObject(batch, store.now())
      },
    }),
    storageEndpoint<object>(api, {
      name: 'messages.batches.list',
      method: 'GET',
      path: '/batches',
      documentation: `${reference}/listing-message-batches`,
      find: (asked) => limitProblem(asked) ?? {},
      about: (_, __, store) => ({ text: `${batchesIn(store).size} batches` }),
      body(_, asked, { store }) {
        const { batches, hasMore } = pageOf([...batchesIn(store).values()], asked)
        return {
          data: batches.map((batch) => batchObject(batch, store.now())),
          has_more: hasMore,
          first_id: batches[0]?.id ?? null,
          last_id: batches.at(-1)?.id ?? null,
        }
      },
    }),
    storageEndpoint<StoredBatch>(api, {
      name: 'messages.batches.cancel',
      method: 'POST',
      path: '/batches/{id}/cancel',
      documentation: `${reference}/canceling-message-batches`,
      find: found,
      body(batch, _, { store }) {
        if (store.now() < endOf(batch)) batch.cancelledAt ??= store.now()
        return batchObject(batch, store.now())
      },
    }),
    storageEndpoint<StoredBatch>(api, {
      ...one,
      name: 'messages.batches.delete',
      method: 'DELETE',
      documentation: `${reference}/deleting-message-batches`,
      // Only a batch that has ended can be deleted. The wording is assumed.
      find: (asked, store) => endedOnly(found(asked, store), store.now(), 'Cannot delete a batch that is in progress. Cancel it first.'),
      body({ id }, _, { store }) {
        batchesIn(store).delete(id)
        return { id, type: 'message_batch_deleted' }
      },
    }),
    storageEndpoint<StoredBatch>(api, {
      name: 'messages.batches.results',
      method: 'GET',
      path: '/batches/{id}/results',
      documentation: `${reference}/retrieving-message-batch-results`,
      operation: 'read-batch-results',
      textType: 'application/x-jsonl',
      // The wording is assumed.
      find: (asked, store) => endedOnly(found(asked, store), store.now(), 'Results are not available before the batch has ended.'),
      about(batch) {
        const reply = replyInResults(listed(batch))
        return reply === undefined ? {} : { model: reply.model, stored: reply }
      },
      body: (batch, _, { store }) =>
        listed(batch)
          .map((result) => `${JSON.stringify(lineOf(result, batch, store.now()))}\n`)
          .join(''),
    }),
  ]
}
