import { uuidFrom, type Random } from '../../../kit.ts'
import { listOf, objectOf, vectorOf, type JsonObject } from '../json.ts'
import { nearest, type Metric } from '../vectors/nearest.ts'
import { meetsWhere } from '../vectors/where.ts'

/** A record of a collection. */
export interface ChromaRecord {
  readonly id: string
  readonly embedding: readonly number[]
  readonly document?: string | null
  readonly metadata?: Readonly<Record<string, unknown>> | null
}

/** A collection: its settings, and its records by their IDs. */
export interface Collection {
  readonly id: string
  readonly name: string
  readonly metadata: unknown
  readonly configuration: JsonObject
  dimension: number | null
  readonly records: Map<string, ChromaRecord>
}

export function collectionOf(name: string, random: Random, { metadata, configuration }: JsonObject = {}): Collection {
  return {
    id: uuidFrom(random),
    name,
    metadata: metadata ?? null,
    configuration: objectOf(configuration),
    dimension: null,
    records: new Map(),
  }
}

/** A collection as responses have it. */
export function described({ id, name, metadata, configuration, dimension }: Collection, tenant: string, database: string): JsonObject {
  return { id, name, metadata, configuration_json: configuration, dimension, tenant, database, schema: null, log_position: 0, version: 0 }
}

/** The records that a request writes, in columns. Missing columns keep their values. */
export function recordsOf(body: JsonObject, { records }: Collection): readonly ChromaRecord[] {
  const [embeddings, documents, metadatas] = ['embeddings', 'documents', 'metadatas'].map((column) => listOf(body[column]))
  return listOf(body['ids']).map((given, index) => {
    const id = String(given)
    const was = records.get(id)
    const document = documents![index]
    const metadata = metadatas![index]
    return {
      id,
      embedding: vectorOf(embeddings![index]) ?? was?.embedding ?? [],
      document: typeof document === 'string' ? document : (was?.document ?? null),
      metadata: metadata === undefined || metadata === null ? (was?.metadata ?? null) : { ...was?.metadata, ...objectOf(metadata) },
    }
  })
}

/** Whether a text matches a document filter. https://docs.trychroma.com/docs/querying-collections/full-text-search */
function meetsDocument(text: string, where: JsonObject): boolean {
  return Object.entries(where).every(([operator, operand]) => {
    if (operator === '$and') return listOf(operand).every((each) => meetsDocument(text, objectOf(each)))
    if (operator === '$or') return listOf(operand).some((each) => meetsDocument(text, objectOf(each)))
    if (operator === '$contains') return text.includes(String(operand))
    if (operator === '$not_contains') return !text.includes(String(operand))
    return meetsWhere({ text }, { text: { [operator]: operand } })
  })
}

/**
 * The records that a request selects.
 * @throws Error if a filter has an operator that is not emulated
 */
export function selected({ records }: Collection, { ids, where, where_document: whereDocument }: JsonObject): readonly ChromaRecord[] {
  return [...records.values()].filter(
    ({ id, document, metadata }) =>
      (!Array.isArray(ids) || ids.includes(id)) &&
      meetsWhere(metadata ?? {}, where) &&
      meetsDocument(document ?? '', objectOf(whereDocument)),
  )
}

/** Its space is squared L2 unless its settings or its metadata set another one. */
function spaceOf({ configuration, metadata }: Collection): string {
  const space = objectOf(configuration['hnsw'])['space'] ?? objectOf(configuration['spann'])['space'] ?? objectOf(metadata)['hnsw:space']
  return typeof space === 'string' ? space : 'l2'
}

/** Records with their distances to a vector, the nearest first. */
export function near(
  collection: Collection,
  candidates: readonly ChromaRecord[],
  vector: readonly number[],
): readonly { readonly item: ChromaRecord; readonly distance: number }[] {
  const space = spaceOf(collection)
  const metric: Metric = space === 'cosine' ? 'cosine' : space === 'ip' ? 'dot' : 'euclid'
  return nearest(candidates, ({ embedding }) => embedding, vector, metric).map(({ item, score }) => ({
    item,
    distance: metric === 'euclid' ? score ** 2 : 1 - score,
  }))
}
