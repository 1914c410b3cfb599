import { http } from '../../../src/providers/http/index.ts'
import type { Dialect } from './dialect.ts'

const url = 'https://library.example'
const books = ['Emma is by Jane Austen.', 'Ulysses is by James Joyce.', 'Walden is by Henry David Thoreau.']
const orders = {}

const library = (): ReturnType<typeof http> =>
  http({
    name: 'library',
    url,
    routes: {
      'POST /search': {
        readOnly: true,
        respond: ({ remember }) => ({
          results: books.map((text, index) => ({ text, score: 0.9 - index / 10 })),
          next: 'page-2',
          orders: remember<number[]>(orders, () => []).length,
        }),
      },
      'POST /orders': {
        respond({ remember }) {
          const all = remember<number[]>(orders, () => [])
          return { number: all.push(all.length) }
        },
      },
    },
  })

/** An app that searches, orders, and searches once more. Returns all results. */
async function ask(): Promise<unknown> {
  const seen: unknown[] = []
  for (const path of ['/search', '/orders', '/search']) {
    const sent = { method: 'POST', body: '{"text":"Emma"}', signal: AbortSignal.timeout(20_000) }
    const answer = fetch(url + path, sent).then(async (response) => [response.status, (await response.json()) as unknown])
    seen.push(await answer.catch((error: unknown) => String(error)))
  }
  return seen
}

/** The dialect that calls an HTTP API. */
export const httpDialect: Dialect = { name: 'HTTP', provider: library, client: 'fetch', operation: 'call-route', ask }
