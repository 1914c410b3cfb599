import { z } from 'zod'
import type { BatchRequest, Endpoint, Exchange, Problem, ProviderStore, StorageRequest, WireRequest } from '../../../kit.ts'
import { drawFileId, fileFound, type StoredFile } from '../files/file.ts'
import { storageEndpoint, type StoragePlace } from '../storage/endpoint.ts'
import { limitProblem, pageOf } from '../storage/list.ts'
import { batchesIn, batchFound, batchObject, isTerminal, spanFrom, statusAt, type StoredBatch } from './batch.ts'
import { readInput, type BatchError } from './input.ts'
import { outputFiles } from './output.ts'

const reference = 'https://platform.openai.com/docs/api-reference/batch'

/** The endpoints of a host that a batch can call, by the URL of its lines. */
type Targets = Readonly<Record<string, Endpoint>>

/** The input of a batch. */
interface Input {
  readonly file: StoredFile
  readonly endpoint: string
}

/** The error of a rejected batch: in the API's wording for a full queue (as quoted in openai/openai-python#2084). */
function rejectionOf({ kind, message, code, parameter }: Problem, model: unknown): BatchError {
  return {
    code: code ?? (kind === 'rate-limit-tokens' ? 'token_limit_exceeded' : 'invalid_request'),
    message:
      message ??
      (kind === 'rate-limit-tokens'
        ? `Enqueued token limit reached for ${String(model)} in organization org-brownout. Limit: 2,000,000 enqueued tokens. Please try again once some in_progress batches have been completed.`
        : 'This request is not valid.'),
    param: parameter ?? null,
    line: kind === 'rate-limit-tokens' ? null : 1,
  }
}

function create({ file, endpoint }: Input, metadata: unknown, { random, arrivedAt, store, batch }: Exchange): StoredBatch {
  const { lines, errors } = readInput(file.text, endpoint)
  const { rejection, results = [] } = batch ?? {}
  const created: StoredBatch = {
    ...spanFrom(arrivedAt),
    id: `batch_${random.id(32, 'hexadecimal')}`,
    endpoint,
    inputFileId: file.id,
    outputFileId: drawFileId(random),
    errorFileId: drawFileId(random),
    metadata,
    lines,
    errors: rejection === undefined ? errors : [...errors, rejectionOf(rejection, lines[0]?.body['model'])],
    results,
    requestIds: lines.map(() => ({ line: `batch_req_${random.id(32, 'hexadecimal')}`, request: random.id(32, 'hexadecimal') })),
    writtenFiles: new Set(),
    reads: 0,
  }
  batchesIn(store).set(created.id, created)
  return created
}

/** The requests of a batch. None if its file has an error, which makes the batch fail. */
function requestsOf({ file, endpoint }: Input, { headers, url }: WireRequest, targets: Targets): readonly BatchRequest[] {
  const { lines, errors } = readInput(file.text, endpoint)
  if (errors.length > 0) return []
  const target = targets[endpoint]!
  const address = new URL(url)
  address.pathname = address.pathname.replace(/\/batches\/?$/, endpoint.replace('/v1', ''))
  return lines.map(({ body }) => ({
    endpoint: target,
    request: { method: 'POST', url: address, headers, text: JSON.stringify(body) },
  }))
}

function found({ ids: [id = ''] }: StorageRequest, store: ProviderStore): StoredBatch | Problem {
  return batchFound(id, store)
}

/** Batches (https://platform.openai.com/docs/guides/batch). */
export function batchEndpoints(place: StoragePlace, targets: Targets): readonly Endpoint[] {
  const urls = Object.keys(targets) as [string, ...string[]]
  const creation = z.looseObject({
    input_file_id: z.string(),
    endpoint: z.enum(urls),
    completion_window: z.literal('24h'),
    metadata: z.record(z.string(), z.string()).nullish(),
  })
  const objectOf = (batch: StoredBatch, store: ProviderStore): unknown => batchObject(batch, store.now(), outputFiles(batch, store))
  return [
    storageEndpoint<Input>(place, {
      name: 'batches',
      method: 'POST',
      path: '/batches',
      documentation: `${reference}/create`,
      operation: 'create-batch',
      schema: creation,
      find({ body }, store) {
        const file = fileFound(String(body['input_file_id']), store, 'input_file_id')
        return 'kind' in file ? file : { file, endpoint: String(body['endpoint']) }
      },
      about: (input, { body }, _, request) => ({ text: JSON.stringify(body), batch: requestsOf(input, request, targets) }),
      body: (input, { body }, exchange) => objectOf(create(input, body['metadata'], exchange), exchange.store),
    }),
    storageEndpoint<StoredBatch>(place, {
      name: 'batches.retrieve',
      method: 'GET',
      path: '/batches/{id}',
      documentation: `${reference}/retrieve`,
      operation: 'retrieve-batch',
      find: found,
      // A polling client sends new requests; a client without an answer repeats the same one.
      about: ({ reads }) => ({ text: `read ${reads}` }),
      body(batch, _, { store }) {
        batch.reads++
        return objectOf(batch, store)
      },
    }),
    storageEndpoint<object>(place, {
      name: 'batches.list',
      method: 'GET',
      path: '/batches',
      documentation: `${reference}/list`,
      find: (asked) => limitProblem(asked) ?? {},
      about: (_, __, store) => ({ text: `${batchesIn(store).size} batches` }),
      body(_, asked, { store }) {
        const page = pageOf([...batchesIn(store).values()], asked)
        return { ...page, data: page.data.map((batch) => objectOf(batch, store)) }
      },
    }),
    storageEndpoint<StoredBatch>(place, {
      name: 'batches.cancel',
      method: 'POST',
      path: '/batches/{id}/cancel',
      documentation: `${reference}/cancel`,
      find(asked, store) {
        const batch = found(asked, store)
        if ('kind' in batch) return batch
        const status = statusAt(batch, store.now())
        return isTerminal(status)
          ? { kind: 'conflict', message: `Cannot cancel a batch with status '${status.status}'.`, code: null }
          : batch
      },
      body(batch, _, { store }) {
        batch.cancelledAt ??= store.now()
        return objectOf(batch, store)
      },
    }),
  ]
}
