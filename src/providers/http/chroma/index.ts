import { checkOptions, type OptionTable, type Provider } from '../../../kit.ts'
import { http } from '../http.ts'
import { listOf, numberOf, objectOf, vectorOf, type JsonObject } from '../json.ts'
import type { RouteRequest } from '../options.ts'
import { listsByName, placeOptions } from '../place-options.ts'
import { collectionOf, described, near, recordsOf, selected, type ChromaRecord, type Collection } from './collection.ts'

export type { ChromaRecord } from './collection.ts'

/** A Chroma server. */
export interface ChromaOptions {
  /** Default: `chroma` */
  readonly name?: string
  /** Default: `http://localhost:8000`, as the client has it */
  readonly url?: string | readonly string[]
  /** The data stored at the beginning of a run: records by the names of their collections. */
  readonly collections?: Readonly<Record<string, readonly ChromaRecord[]>>
}

type Asked = RouteRequest

/** The names of `ErrorCodes` in Chroma's rust/error. */
const names: Readonly<Record<number, string>> = { 400: 'InvalidArgumentError', 404: 'NotFoundError', 500: 'InternalError' }

const bodyOf = (status: number, message: string): JsonObject => ({ error: names[status] ?? 'ChromaError', message })
const refused = (status: number, message: string): Response => Response.json(bodyOf(status, message), { status })

const table: OptionTable<ChromaOptions> = { ...placeOptions, collections: listsByName('{ docs: [{ id: "a", embedding: [0.1, 0.9] }] }') }

/**
 * A Chroma server for `chromadb`: queries find added records, the nearest first, and filters apply. Its errors are in the form of Chroma.
 * @throws BrownoutError if an option is unknown or cannot be used
 * @example
 * brownout({ providers: [chroma({ collections: { docs: [{ id: 'a', embedding: [0.1, 0.9], document: 'Thirty days.' }] } })] })
 */
export function chroma(options: ChromaOptions = {}): Provider {
  checkOptions<ChromaOptions>('chroma()', options, table)
  const { name = 'chroma', url = 'http://localhost:8000', collections: initial = {} } = options
  const owner = {}
  const all = ({ remember, random }: Asked): Map<string, Collection> =>
    remember(owner, () => {
      const filled = Object.entries(initial).map(([each, records]): [string, Collection] => {
        const collection = { ...collectionOf(each, random), dimension: records[0]?.embedding.length ?? null }
        for (const record of records) collection.records.set(record.id, record)
        return [each, collection]
      })
      return new Map(filled)
    })

  /** Makes a route of a collection, which has to exist, by its ID or its name. */
  const within =
    (act: (collection: Collection, body: JsonObject, request: Asked) => unknown) =>
    (request: Asked): unknown => {
      const asked = request.parameters['collection'] ?? ''
      const collection = all(request).get(asked) ?? [...all(request).values()].find(({ id }) => id === asked)
      if (collection === undefined) return refused(404, `Collection [${asked}] does not exist`)
      try {
        return act(collection, objectOf(request.body), request)
      } catch (error) {
        return refused(400, (error as Error).message)
      }
    }

  /** Makes a route that writes records, which have to be of one dimension. */
  const writes = (isNew: (record: ChromaRecord, collection: Collection) => boolean): ((request: Asked) => unknown) =>
    within((collection, body) => {
      const records = recordsOf(body, collection)
      const dimension = (collection.dimension ??= records[0]?.embedding.length ?? null)
      const wrong = records.find(({ embedding }) => embedding.length !== dimension)
      if (wrong !== undefined)
        return refused(400, `Collection expecting embedding with dimension of ${dimension}, got ${wrong.embedding.length}`)
      for (const record of records) if (isNew(record, collection)) collection.records.set(record.id, record)
      return {}
    })

  const base = '/api/v2/tenants/:tenant/databases/:database'
  const one = `${base}/collections/:collection`
  return http({
    name,
    url,
    error: ({ status, message }) => ({ status, body: bodyOf(status, message) }),
    routes: {
      'GET /api/v2/heartbeat': { name: 'heartbeat', value: { 'nanosecond heartbeat': 0 } },
      'GET /api/v2/version': { name: 'version', respond: () => Response.json('1.0.0') },
      'GET /api/v2/pre-flight-checks': { name: 'pre-flight-checks', value: { max_batch_size: 1_000, supports_base64_encoding: false } },
      'GET /api/v2/auth/identity': {
        name: 'auth.identity',
        value: { user_id: '', tenant: 'default_tenant', databases: ['default_database'] },
      },
      [`GET ${base}/collections`]: {
        name: 'collections.list',
        respond: (request: Asked) => [...all(request).values()].map((collection) => describedFor(collection, request)),
      },
      [`GET ${base}/collections_count`]: { name: 'collections.count', respond: (request: Asked) => all(request).size },
      [`POST ${base}/collections`]: {
        name: 'collections.create',
        respond(request: Asked) {
          const { name: wanted, get_or_create: isWanted, ...settings } = objectOf(request.body)
          const existing = all(request).get(String(wanted))
          if (existing !== undefined && isWanted !== true) return refused(409, `Collection [${String(wanted)}] already exists`)
          const collection = existing ?? collectionOf(String(wanted), request.random, settings)
          all(request).set(collection.name, collection)
          return describedFor(collection, request)
        },
      },
      [`GET ${one}`]: { name: 'collections.get', respond: within((collection, _body, request) => describedFor(collection, request)) },
      [`DELETE ${one}`]: {
        name: 'collections.delete',
        respond: within((collection, _body, request) => {
          all(request).delete(collection.name)
          return {}
        }),
      },
      [`GET ${one}/count`]: { name: 'records.count', respond: within(({ records }) => records.size) },
      // Records that are there already stay as they are.
      [`POST ${one}/add`]: {
        name: 'records.add',
        idempotent: true,
        status: 201,
        respond: writes(({ id }, { records }) => !records.has(id)),
      },
      [`POST ${one}/upsert`]: { name: 'records.upsert', idempotent: true, respond: writes(() => true) },
      [`POST ${one}/update`]: { name: 'records.update', idempotent: true, respond: writes(({ id }, { records }) => records.has(id)) },
      [`POST ${one}/get`]: { name: 'records.get', readOnly: true, respond: within(get) },
      [`POST ${one}/query`]: { name: 'records.query', readOnly: true, respond: within(query) },
      [`POST ${one}/delete`]: {
        name: 'records.delete',
        idempotent: true,
        respond: within((collection, body) => {
          const gone = selected(collection, body)
          for (const { id } of gone) collection.records.delete(id)
          return { deleted: gone.length }
        }),
      },
    },
  })
}

function describedFor(collection: Collection, { parameters }: Asked): JsonObject {
  return described(collection, parameters['tenant'] ?? '', parameters['database'] ?? '')
}

/** The columns that a request includes; the others are `null`. */
function columnsOf(include: unknown, columns: Readonly<Record<string, unknown>>): JsonObject {
  const asked = listOf(include)
  const shown = Object.entries(columns).map(([column, values]): [string, unknown] => [column, asked.includes(column) ? values : null])
  return { ...Object.fromEntries(shown), uris: null, include }
}

function get(collection: Collection, body: JsonObject): unknown {
  const { include = ['documents', 'metadatas'], limit, offset } = body
  const start = numberOf(offset, 0)
  const records = selected(collection, body).slice(start, start + numberOf(limit, Infinity))
  const columns = {
    documents: records.map(({ document }) => document ?? null),
    metadatas: records.map(({ metadata }) => metadata ?? null),
    embeddings: records.map(({ embedding }) => embedding),
  }
  return { ids: records.map(({ id }) => id), ...columnsOf(include, columns) }
}

function query(collection: Collection, body: JsonObject): unknown {
  const { include = ['documents', 'metadatas', 'distances'], n_results: limit, query_embeddings: vectors } = body
  const candidates = selected(collection, body)
  const asked = listOf(vectors).map((vector) => vectorOf(vector) ?? [])
  const wrong = asked.find((vector) => collection.dimension !== null && vector.length !== collection.dimension)
  if (wrong !== undefined)
    return refused(400, `Collection expecting embedding with dimension of ${collection.dimension}, got ${wrong.length}`)
  const found = asked.map((vector) => near(collection, candidates, vector).slice(0, numberOf(limit, 10)))
  const columns = {
    documents: found.map((row) => row.map(({ item }) => item.document ?? null)),
    metadatas: found.map((row) => row.map(({ item }) => item.metadata ?? null)),
    embeddings: found.map((row) => row.map(({ item }) => item.embedding)),
    distances: found.map((row) => row.map(({ distance }) => distance)),
  }
  return { ids: found.map((row) => row.map(({ item }) => item.id)), ...columnsOf(include, columns) }
}
