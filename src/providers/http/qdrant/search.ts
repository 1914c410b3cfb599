import { numberOf, type JsonObject } from '../json.ts'
import { nearest } from '../vectors/nearest.ts'
import { metricOf, shown, vectorIn, wrongVector, type Collection, type Point } from './collection.ts'
import { isFound } from './filter.ts'

/** Points by the names of their collections. */
export type StoredPoints = Readonly<
  Record<string, readonly { readonly id: string | number; readonly vector: readonly number[]; readonly payload?: object }[]>
>

export type Collections = Map<string, Collection>

export const ok = (result: unknown): JsonObject => ({ result, status: 'ok', time: 0.001 })
export const failed = (status: number, error: string): Response => Response.json({ status: { error }, time: 0 }, { status })

export function collectionsOf(initial: StoredPoints): Collections {
  return new Map(
    Object.entries(initial).map(([name, points]) => {
      const stored = points.map(({ id, vector, payload = {} }): [string | number, Point] => [id, { id, vector, payload: { ...payload } }])
      return [name, { vectors: { size: points[0]?.vector.length ?? 0, distance: 'Cosine' }, points: new Map(stored) }]
    }),
  )
}

/** https://api.qdrant.tech/api-reference/collections/get-collection */
export function infoOf({ vectors, points }: Collection): JsonObject {
  return {
    status: 'green',
    optimizer_status: 'ok',
    indexed_vectors_count: 0,
    points_count: points.size,
    segments_count: 1,
    config: { params: { vectors, shard_number: 1, replication_factor: 1, write_consistency_factor: 1, on_disk_payload: true } },
    payload_schema: {},
  }
}

/** The points that a request names by their IDs or by a filter. */
export function selected(points: Collection['points'], body: JsonObject): readonly Point[] {
  const { points: ids, filter } = body
  return [...points.values()].filter((point) => (Array.isArray(ids) ? ids.includes(point.id) : isFound(point, filter)))
}

export function pageOf(
  points: readonly Point[],
  { filter, limit, offset }: JsonObject,
): { readonly points: readonly Point[]; readonly next: string | number | null } {
  const matching = points.filter((point) => isFound(point, filter))
  const start =
    offset === undefined || offset === null
      ? 0
      : Math.max(
          0,
          matching.findIndex(({ id }) => id === offset),
        )
  const end = start + numberOf(limit, 10)
  return { points: matching.slice(start, end), next: matching[end]?.id ?? null }
}

/** The requested points near a vector. */
export function found(
  collection: Collection,
  body: JsonObject,
  vector: readonly number[] | undefined,
  using: string | undefined,
  resultOf: (points: readonly unknown[]) => unknown,
): unknown {
  if (vector === undefined)
    return failed(400, 'Format error in JSON body: the query is not emulated. Expected a vector or the ID of a point.')
  const wrong = wrongVector(collection, { vector: using === undefined ? vector : { [using]: vector } })
  if (wrong !== undefined) return failed(400, wrong)
  const { filter, limit, offset, score_threshold: threshold } = body
  const metric = metricOf(collection, using)
  const candidates = [...collection.points.values()].filter((point) => isFound(point, filter))
  const near = nearest(candidates, (point) => vectorIn(point, using), vector, metric).filter(({ score }) => {
    if (typeof threshold !== 'number') return true
    return metric === 'cosine' || metric === 'dot' ? score >= threshold : score <= threshold
  })
  const start = numberOf(offset, 0)
  const page = near.slice(start, start + numberOf(limit, 10))
  return ok(resultOf(page.map(({ item, score }) => ({ ...shown(item, body), version: 0, score }))))
}
