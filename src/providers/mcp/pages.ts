import type { Problem } from '../../kit.ts'
import type { Server } from './server.ts'

/** Divides a list into its pages: one at least. */
export function pagesOf<Item>(all: readonly Item[], { options: { pageSize = Infinity } }: Server): readonly (readonly Item[])[] {
  if (all.length <= pageSize) return [all]
  return Array.from({ length: Math.ceil(all.length / pageSize) }, (_, page) => all.slice(page * pageSize, (page + 1) * pageSize))
}

/** The page that a cursor represents: the first without one, `undefined` if it represents none. */
export function pageOf(cursor: unknown): number | undefined {
  if (cursor === undefined) return 0
  const [, page] = (typeof cursor === 'string' && /^page-(\d+)$/.exec(cursor)) || []
  return page === undefined ? undefined : Number(page)
}

/** The protocol's error for a cursor that the server has not given. */
export function pageProblem(cursor: unknown, pages: readonly unknown[]): Problem | undefined {
  const page = pageOf(cursor)
  return page !== undefined && page < pages.length
    ? undefined
    : { kind: 'bad-request', status: 200, code: '-32602', message: 'Invalid cursor' }
}

/** The member of a result that points to the next page. */
export function pageFields(next: number | undefined): object {
  return next === undefined ? {} : { nextCursor: `page-${next}` }
}
