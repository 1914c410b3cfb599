import type { ProviderStore, WireRequest } from '../../../kit.ts'
import { messageOf } from '../message.ts'

const owner = {}

/** The cursor of the first page, for a list that never ends: servers have no cursor for it. */
const firstPage = 'brownout-first-page'

/** The cursors of a real server by their pages, in the order in which they were seen. The first page has none. */
function cursorsIn(store: ProviderStore): string[] {
  return store.keep(owner, () => [firstPage])
}

/** The page that a cursor refers to. */
export function pageOfCursor(cursor: unknown, store: ProviderStore): number {
  if (typeof cursor !== 'string') return 0
  const cursors = cursorsIn(store)
  const page = cursors.indexOf(cursor)
  return page === -1 ? cursors.push(cursor) - 1 : page
}

/** The cursor of a page. */
export function cursorOf(page: number, store: ProviderStore): string {
  return cursorsIn(store)[page] ?? firstPage
}

/** The text of a request as the real server understands it. */
export function withoutOwnCursor(request: WireRequest): string {
  const { params } = messageOf(request)
  if (params['cursor'] !== firstPage) return request.text
  const { cursor: _cursor, ...rest } = params
  return JSON.stringify({ ...(JSON.parse(request.text) as object), params: rest })
}
