import { checkOptions, type OptionTable, type Provider } from '../../../kit.ts'
import { http } from '../http.ts'
import { listOf, numberOf, objectOf, vectorOf, type JsonObject } from '../json.ts'
import type { RouteRequest } from '../options.ts'
import { listsByName, placeOptions } from '../place-options.ts'
import { nearest } from '../vectors/nearest.ts'
import { meetsWhere } from '../vectors/where.ts'
import { controlHost, pineconeError, refused } from './problem.ts'
import { described, indexOf, indexWith, metricOf, namespaceOf, recordsIn, recordsOf, type Index, type PineconeRecord } from './store.ts'

export type { PineconeRecord } from './store.ts'

/** A Pinecone project. */
export interface PineconeOptions {
  /** Default: `pinecone` */
  readonly name?: string
  /** Default: the hosts of Pinecone */
  readonly url?: string | readonly string[]
  /** The indexes when a run begins, with the records of their default namespace. */
  readonly indexes?: Readonly<Record<string, readonly PineconeRecord[]>>
}

type Asked = RouteRequest

const usualUrls = [`https://${controlHost}`, 'https://*.svc.*.pinecone.io']

const table: OptionTable<PineconeOptions> = { ...placeOptions, indexes: listsByName('{ docs: [{ id: "a", values: [0.1, 0.9] }] }') }

/**
 * A Pinecone project for `@pinecone-database/pinecone`: queries find upserted records, the nearest first, and metadata filters apply. Its
 * errors are in the form of Pinecone.
 * @throws BrownoutError if an option is unknown or cannot be used
 * @example
 * brownout({ providers: [pinecone({ indexes: { docs: [{ id: '1', values: [0.1, 0.9], metadata: { text: 'Thirty days.' } }] } })] })
 */
export function pinecone(options: PineconeOptions = {}): Provider {
  checkOptions<PineconeOptions>('pinecone()', options, table)
  const { name = 'pinecone', url = usualUrls, indexes: initial = {} } = options
  const owner = {}
  const all = ({ remember }: Asked): Map<string, Index> =>
    remember(owner, () => new Map(Object.entries(initial).map(([each, records]) => [each, indexWith(each, records)])))

  /** Makes a route of the index at the host of the request, or of the only index if the request has another host. */
  const within =
    (act: (index: Index, body: JsonObject, request: Asked) => unknown) =>
    (request: Asked): unknown => {
      const indexes = all(request)
      const [, named] = /^(.+)-[^-.]+\.svc\./.exec(request.url.hostname) ?? []
      const index = named === undefined ? [...indexes.values()][0] : indexes.get(named)
      if (index === undefined) return refused(404, `Index ${named ?? ''} not found`, request.url)
      try {
        return act(index, objectOf(request.body), request)
      } catch (error) {
        return refused(400, (error as Error).message, request.url)
      }
    }

  return http({
    name,
    url,
    error: pineconeError,
    routes: {
      'GET /indexes': { name: 'indexes.list', respond: (request) => ({ indexes: [...all(request).values()].map(described) }) },
      'GET /indexes/:index': {
        name: 'indexes.describe',
        respond(request) {
          const index = all(request).get(request.parameters.index)
          return index === undefined ? refused(404, `Resource ${request.parameters.index} not found`, request.url) : described(index)
        },
      },
      'POST /indexes': {
        name: 'indexes.create',
        status: 201,
        respond(request) {
          const index = indexOf(objectOf(request.body))
          if (all(request).has(index.name)) return refused(409, 'Resource already exists', request.url)
          all(request).set(index.name, index)
          return described(index)
        },
      },
      'DELETE /indexes/:index': {
        name: 'indexes.delete',
        status: 202,
        respond(request) {
          if (!all(request).delete(request.parameters.index))
            return refused(404, `Resource ${request.parameters.index} not found`, request.url)
          return {}
        },
      },
      'POST /vectors/upsert': {
        name: 'vectors.upsert',
        idempotent: true,
        respond: within((index, body, { url: asked }) => {
          const records = recordsOf(body)
          const dimension = (index.dimension ??= records[0]?.values.length)
          const wrong = records.find(({ values }) => values.length !== dimension)
          if (wrong !== undefined)
            return refused(400, `Vector dimension ${wrong.values.length} does not match the dimension of the index ${dimension}`, asked)
          for (const record of records) recordsIn(index, body['namespace']).set(record.id, record)
          return { upsertedCount: records.length }
        }),
      },
      'POST /query': { name: 'query', readOnly: true, respond: within(query) },
      'GET /vectors/fetch': {
        name: 'vectors.fetch',
        respond: within((index, _body, { query: asked }) => {
          const records = recordsIn(index, asked.get('namespace'))
          const found = asked.getAll('ids').flatMap((id) => records.get(id) ?? [])
          return {
            vectors: Object.fromEntries(found.map((record) => [record.id, record])),
            namespace: namespaceOf(asked.get('namespace')),
            usage: { readUnits: 1 },
          }
        }),
      },
      'GET /vectors/list': { name: 'vectors.list', respond: within((index, _body, { query: asked }) => listed(index, asked)) },
      'POST /vectors/update': {
        name: 'vectors.update',
        idempotent: true,
        respond: within((index, body) => {
          const records = recordsIn(index, body['namespace'])
          const record = records.get(String(body['id']))
          if (record !== undefined)
            records.set(record.id, {
              id: record.id,
              values: vectorOf(body['values']) ?? record.values,
              metadata: { ...record.metadata, ...objectOf(body['setMetadata']) },
            })
          return {}
        }),
      },
      'POST /vectors/delete': {
        name: 'vectors.delete',
        idempotent: true,
        respond: within((index, { ids, filter, deleteAll, namespace }) => {
          const records = recordsIn(index, namespace)
          for (const record of records.values()) {
            const isMeant = filter === undefined ? listOf(ids).includes(record.id) : meetsWhere(record.metadata ?? {}, filter)
            if (deleteAll === true || isMeant) records.delete(record.id)
          }
          return {}
        }),
      },
      'POST /describe_index_stats': { name: 'describe-index-stats', readOnly: true, respond: within(statsOf) },
    },
  })
}

function query(index: Index, body: JsonObject, { url }: Asked): unknown {
  const { namespace, id, topK, filter, includeValues, includeMetadata } = body
  const records = recordsIn(index, namespace)
  const vector = id === undefined ? vectorOf(body['vector']) : records.get(String(id))?.values
  if (vector !== undefined && index.dimension !== undefined && vector.length !== index.dimension)
    return refused(400, `Vector dimension ${vector.length} does not match the dimension of the index ${index.dimension}`, url)
  const candidates = [...records.values()].filter(({ metadata = {} }) => meetsWhere(metadata, filter))
  const near = vector === undefined ? [] : nearest(candidates, ({ values }) => values, vector, metricOf(index))
  const matches = near.slice(0, numberOf(topK, 10)).map(({ item, score }) => ({
    id: item.id,
    score,
    values: includeValues === true ? item.values : [],
    ...(includeMetadata === true && item.metadata !== undefined ? { metadata: item.metadata } : {}),
  }))
  return { results: [], matches, namespace: namespaceOf(namespace), usage: { readUnits: 1 } }
}

/** The IDs of a namespace, in pages. https://docs.pinecone.io/reference/api/2025-04/data-plane/list */
function listed(index: Index, asked: URLSearchParams): unknown {
  const prefix = asked.get('prefix') ?? ''
  const ids = [...recordsIn(index, asked.get('namespace')).keys()].filter((id) => id.startsWith(prefix)).toSorted()
  const start = Number(asked.get('paginationToken') ?? 0)
  const end = start + Number(asked.get('limit') ?? 100)
  return {
    vectors: ids.slice(start, end).map((id) => ({ id })),
    ...(end < ids.length ? { pagination: { next: String(end) } } : {}),
    namespace: namespaceOf(asked.get('namespace')),
    usage: { readUnits: 1 },
  }
}

function statsOf({ namespaces, dimension = 0, metric }: Index): unknown {
  const counts = [...namespaces].map(([name, records]): [string, number] => [name === '' ? '__default__' : name, records.size])
  return {
    namespaces: Object.fromEntries(counts.map(([name, vectorCount]) => [name, { vectorCount }])),
    dimension,
    indexFullness: 0,
    totalVectorCount: counts.reduce((sum, [, count]) => sum + count, 0),
    metric,
    vectorType: 'dense',
  }
}
