import { badRequest, type Problem, type StorageRequest } from '../../../kit.ts'
import type { StoredBatch } from './batch.ts'

const usualLimit = 20
const highestLimit = 1_000

/** The API's error for a limit that is out of bounds. */
export function limitProblem({ query }: StorageRequest): Problem | undefined {
  const given = query.get('limit')
  const limit = Number(given)
  if (given === null) return undefined
  if (!Number.isInteger(limit)) return badRequest('limit: Input should be a valid integer, unable to parse string as an integer')
  if (limit < 1) return badRequest('limit: Input should be greater than or equal to 1')
  return limit > highestLimit ? badRequest(`limit: Input should be less than or equal to ${highestLimit}`) : undefined
}

/** A page of batches, the latest first (https://docs.claude.com/en/api/listing-message-batches). */
export function pageOf(
  batches: readonly StoredBatch[],
  { query }: StorageRequest,
): { readonly batches: readonly StoredBatch[]; readonly hasMore: boolean } {
  const latestFirst = batches.toReversed()
  const limit = Number(query.get('limit') ?? usualLimit)
  const place = (name: string): number => latestFirst.findIndex(({ id }) => id === query.get(name))
  if (query.has('before_id')) {
    const before = latestFirst.slice(0, Math.max(0, place('before_id')))
    return { batches: before.slice(-limit), hasMore: before.length > limit }
  }
  const after = latestFirst.slice(place('after_id') + 1)
  return { batches: after.slice(0, limit), hasMore: after.length > limit }
}
