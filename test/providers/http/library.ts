import type { TestAPI } from 'vitest'
import type { Chaos, Injection } from '../../../src/index.ts'
import { http } from '../../../src/providers/http/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'

const url = 'https://library.example'
const books = ['Emma', 'Ulysses', 'Walden']
const loans = {}

/** A library: a search, a list in pages, a search that answers in columns, and loans. */
export const library = http({
  name: 'library',
  url,
  routes: {
    'POST /search': {
      readOnly: true,
      respond: () => ({ total: 3, results: books.map((title, index) => ({ title, score: 0.9 - index / 10, lent: false })) }),
    },
    'GET /books': { value: { books, pagination: { next: 'page-2' } } },
    'POST /columns': { readOnly: true, value: { ids: [[1, 2, 3]], titles: [books] } },
    'POST /loans': {
      respond({ body, remember }) {
        const lent = remember<unknown[]>(loans, () => [])
        lent.push(body)
        return { loans: lent.length }
      },
    },
    'GET /loans': { respond: ({ remember }) => ({ loans: remember<unknown[]>(loans, () => []).length }) },
    'GET /terms': { value: 'Thirty days.' },
  },
})

export const test: TestAPI<{ chaos: Chaos }> = withChaos({
  providers: [library],
  seed: 'tuesday',
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
})

/** Calls the library. */
export async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return path === '/terms' ? response.text() : response.json()
}

/** The search, under an injected fault. */
export async function searchUnder(
  chaos: Chaos,
  injection: Injection,
): Promise<{ readonly total: unknown; readonly results: readonly Readonly<Record<string, unknown>>[] }> {
  chaos.inject(injection)
  return (await ask('POST', '/search')) as Awaited<ReturnType<typeof searchUnder>>
}
