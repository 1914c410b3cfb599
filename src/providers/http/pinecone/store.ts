import { listOf, numberOf, objectOf, vectorOf, type JsonObject } from '../json.ts'
import type { Metric } from '../vectors/nearest.ts'

/** A record of an index. */
export interface PineconeRecord {
  readonly id: string
  readonly values: readonly number[]
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** An index: its settings, and its records by their namespaces. */
export interface Index {
  readonly name: string
  /** `undefined` until the first record is there. */
  dimension: number | undefined
  readonly metric: string
  readonly namespaces: Map<string, Map<string, PineconeRecord>>
}

const metrics: Readonly<Record<string, Metric>> = { cosine: 'cosine', dotproduct: 'dot', euclidean: 'euclid' }

export function metricOf({ metric }: Index): Metric {
  return metrics[metric] ?? 'cosine'
}

/** The default namespace has two names. */
export function namespaceOf(name: unknown): string {
  return typeof name === 'string' && name !== '' && name !== '__default__' ? name : ''
}

export function recordsIn({ namespaces }: Index, name: unknown): Map<string, PineconeRecord> {
  const namespace = namespaceOf(name)
  const records = namespaces.get(namespace) ?? new Map<string, PineconeRecord>()
  namespaces.set(namespace, records)
  return records
}

export function indexWith(name: string, records: readonly PineconeRecord[]): Index {
  const byId = new Map(records.map((record) => [record.id, record]))
  return { name, dimension: records[0]?.values.length, metric: 'cosine', namespaces: new Map(records.length === 0 ? [] : [['', byId]]) }
}

/** The index that a request creates: in the form of 2026-07, or in those before. */
export function indexOf(body: JsonObject): Index {
  const field = objectOf(objectOf(objectOf(body['schema'])['fields'])['_values'])
  const dimension = numberOf(body['dimension'] ?? field['dimension'], 0)
  const metric = body['metric'] ?? field['metric'] ?? 'cosine'
  return { name: String(body['name']), dimension: dimension === 0 ? undefined : dimension, metric: String(metric), namespaces: new Map() }
}

const place = { cloud: 'aws', region: 'us-east-1' }

/** An index as the control plane describes it: in the form of 2026-07, and in those before. */
export function described({ name, dimension = 0, metric }: Index): JsonObject {
  return {
    name,
    dimension,
    metric,
    host: `${name}-1a2b3c4.svc.aped-4627-b74a.pinecone.io`,
    vector_type: 'dense',
    spec: { serverless: place },
    deployment: { deployment_type: 'managed', ...place },
    schema: { fields: { _values: { type: 'dense_vector', dimension, metric } } },
    status: { ready: true, state: 'Ready' },
    deletion_protection: 'disabled',
    tags: {},
  }
}

/** The records that a request writes. */
export function recordsOf(body: JsonObject): readonly PineconeRecord[] {
  return listOf(body['vectors'])
    .map(objectOf)
    .map(({ id, values, metadata }) => ({
      id: String(id),
      values: vectorOf(values) ?? [],
      ...(metadata === undefined ? {} : { metadata: objectOf(metadata) }),
    }))
}
