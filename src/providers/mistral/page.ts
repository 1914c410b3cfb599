import type { StorageRequest } from '../../kit.ts'

/** A page of any list. Pages are numbered from 0 (@mistralai/mistralai, `page` and `page_size`). */
export function pageOf<Item>(items: readonly Item[], { query }: StorageRequest, objectOf: (item: Item) => unknown): unknown {
  const [page, size] = [Number(query.get('page') ?? 0), Number(query.get('page_size') ?? 100)]
  return { object: 'list', data: items.slice(page * size, (page + 1) * size).map(objectOf), total: items.length }
}
