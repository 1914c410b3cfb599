import { isObject, listOf, objectOf, vectorOf, type JsonObject } from '../json.ts'
import type { Metric } from '../vectors/nearest.ts'

/** A point of a collection. */
export interface Point {
  readonly id: string | number
  /** A vector, or several by their names. */
  readonly vector: unknown
  readonly payload: JsonObject
}

/** A collection: its settings, and its points by their IDs. */
export interface Collection {
  /** As it was created with: one vector, or several by their names. */
  readonly vectors: JsonObject
  readonly points: Map<string | number, Point>
}

const metrics: Readonly<Record<string, Metric>> = { Cosine: 'cosine', Dot: 'dot', Euclid: 'euclid', Manhattan: 'manhattan' }

/** The settings of a vector. */
function settingsOf({ vectors }: Collection, using: string | undefined): JsonObject {
  return objectOf(using === undefined ? vectors : vectors[using])
}

export function metricOf(collection: Collection, using: string | undefined): Metric {
  return metrics[String(settingsOf(collection, using)['distance'])] ?? 'cosine'
}

/** The vector of a point with a name; its only one without a name. */
export function vectorIn(point: Pick<Point, 'vector'>, using: string | undefined): readonly number[] | undefined {
  return vectorOf(using === undefined ? point.vector : objectOf(point.vector)[using])
}

/** The error for a vector that does not fit a collection, in Qdrant's wording. */
export function wrongVector(collection: Collection, point: Pick<Point, 'vector'>, using?: string): string | undefined {
  if (using === undefined && isObject(point.vector))
    return Object.keys(point.vector)
      .map((name) => wrongVector(collection, point, name))
      .find((wrong) => wrong !== undefined)
  const { size } = settingsOf(collection, using)
  if (size === undefined) return `Wrong input: Not existing vector name error: ${using ?? ''}`
  const length = vectorIn(point, using)?.length ?? 0
  return length === size ? undefined : `Wrong input: Vector dimension error: expected dim: ${String(size)}, got ${length}`
}

/** The points that a request writes: a list, or a batch of columns. */
export function pointsIn(body: JsonObject): readonly Point[] {
  const { ids, vectors, payloads } = objectOf(body['batch'])
  const listed = listOf(body['points']).filter(isObject)
  const inColumns = listOf(ids).map((id, index) => ({ id, vector: listOf(vectors)[index], payload: listOf(payloads)[index] }))
  return [...listed, ...inColumns].map(({ id, vector, payload }) => ({ id: idOf(id), vector, payload: objectOf(payload) }))
}

function idOf(id: unknown): string | number {
  return typeof id === 'number' ? id : String(id)
}

/** The requested part of a payload: all, some members, or nothing. */
export function payloadFor(payload: JsonObject, asked: unknown): { readonly payload?: JsonObject } {
  if (asked === undefined || asked === false) return {}
  if (asked === true) return { payload }
  const [included, excluded] = Array.isArray(asked) ? [asked, []] : [objectOf(asked)['include'], listOf(objectOf(asked)['exclude'])]
  const isAsked = (name: string): boolean => (Array.isArray(included) ? included.includes(name) : true) && !excluded.includes(name)
  return { payload: Object.fromEntries(Object.entries(payload).filter(([name]) => isAsked(name))) }
}

/** A point as a response has it. */
export function shown(point: Point, asked: JsonObject): JsonObject {
  const { with_payload: payload, with_vector: vector = false } = asked
  return { id: point.id, ...payloadFor(point.payload, payload), ...(vector === false ? {} : { vector: point.vector }) }
}
