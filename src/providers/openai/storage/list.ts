import type { Problem, StorageRequest } from '../../../kit.ts'

/** The number of items on a page of a list. */
export interface PageSize {
  readonly usual: number
  readonly highest: number
}

const ofMostLists: PageSize = { usual: 20, highest: 100 }

/** The API's error for a limit that is out of bounds. */
export function limitProblem({ query }: StorageRequest, { highest } = ofMostLists): Problem | undefined {
  const given = query.get('limit')
  if (given === null) return undefined
  const limit = Number(given)
  const refuse = (message: string, code: string): Problem => ({ kind: 'bad-request', message, parameter: 'limit', code })
  if (!Number.isInteger(limit)) return refuse(`Invalid type for 'limit': expected an integer, but got a string instead.`, 'invalid_type')
  if (limit < 1)
    return refuse(
      `Invalid 'limit': integer below minimum value. Expected a value >= 1, but got ${limit} instead.`,
      'integer_below_min_value',
    )
  if (limit > highest) {
    return refuse(
      `Invalid 'limit': integer above maximum value. Expected a value <= ${highest}, but got ${limit} instead.`,
      'integer_above_max_value',
    )
  }
  return undefined
}

/** A page of a list. */
export interface ListPage<Item> {
  readonly object: 'list'
  readonly data: readonly Item[]
  readonly first_id: string | null
  readonly last_id: string | null
  readonly has_more: boolean
}

/** A page of items, the latest first by default. */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  { query }: StorageRequest,
  { usual } = ofMostLists,
): ListPage<Item> {
  const inOrder = query.get('order') === 'asc' ? items : items.toReversed()
  const after = query.get('after')
  const from = after === null ? 0 : inOrder.findIndex(({ id }) => id === after) + 1
  const limit = Number(query.get('limit') ?? usual)
  const data = inOrder.slice(from, from + limit)
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: from + data.length < inOrder.length,
  }
}
