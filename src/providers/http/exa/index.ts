import { checkOptions, type OptionTable, type Provider } from '../../../kit.ts'
import { http } from '../http.ts'
import { isObject, listOf, numberOf, objectOf, type JsonObject } from '../json.ts'
import type { HttpError, HttpProblem, RouteRequest } from '../options.ts'
import { knownPages, placeOptions } from '../place-options.ts'
import { pagesAbout, searchPages, type FoundPage, type SearchPage } from '../search/pages.ts'

/** Exa. */
export interface ExaOptions {
  /** Default: `exa` */
  readonly name?: string
  /** Default: `https://api.exa.ai` */
  readonly url?: string | readonly string[]
  /** The pages in its index. Default: pages about the topic of each query, generated from the seed */
  readonly pages?: readonly SearchPage[]
}

/** Statuses and tags of https://exa.ai/docs/admin/error-codes */
const worded: Readonly<Partial<Record<HttpProblem['kind'], { readonly status?: number; readonly tag: string }>>> = {
  'bad-request': { tag: 'INVALID_REQUEST_BODY' },
  billing: { tag: 'NO_MORE_CREDITS' },
  'quota-exhausted': { status: 402, tag: 'NO_MORE_CREDITS' },
}

const requestId = '0'.repeat(32)

function exaError({ kind, status, message }: HttpProblem): HttpError {
  const { tag, status: own = status } = worded[kind] ?? {}
  return { status: own, body: { requestId, error: message, ...(tag === undefined ? {} : { tag }) } }
}

const table: OptionTable<ExaOptions> = { ...placeOptions, pages: knownPages }

/**
 * Exa for `exa-js`: it finds the pages that have words of the query, the most relevant first.
 * @throws BrownoutError if an option is unknown or cannot be used
 * @example
 * brownout({ providers: [exa({ pages: [{ url: 'https://shop.example/terms', title: 'Terms', content: 'Returns within thirty days.' }] })] })
 */
export function exa(options: ExaOptions = {}): Provider {
  checkOptions<ExaOptions>('exa()', options, table)
  const { name = 'exa', url = 'https://api.exa.ai', pages } = options
  return http({
    name,
    url,
    error: exaError,
    routes: {
      'POST /search': { name: 'search', readOnly: true, respond: (request) => search(request, pages) },
      'POST /contents': { name: 'contents', readOnly: true, respond: (request) => contents(request, pages) },
    },
  })
}

function search({ body, random }: RouteRequest, pages: readonly SearchPage[] | undefined): unknown {
  const { query, numResults, includeDomains, excludeDomains, contents: asked } = objectOf(body)
  if (typeof query !== 'string' || query === '')
    return Response.json({ requestId, error: 'query is required', tag: 'INVALID_REQUEST_BODY' }, { status: 400 })
  const id = random.id(32, 'hexadecimal')
  const limit = numberOf(numResults, 10)
  const found = searchPages(pages ?? pagesAbout(query, random), {
    query,
    limit,
    included: listOf(includeDomains),
    excluded: listOf(excludeDomains),
  })
  return {
    requestId: id,
    resolvedSearchType: 'neural',
    results: found.map((page) => shown(page, objectOf(asked))),
    costDollars: { total: 0.005 },
  }
}

/** A page with the requested parts of its contents. */
function shown({ url, title, content, ...page }: SearchPage & Partial<FoundPage>, { text, highlights, summary }: JsonObject): JsonObject {
  const isAsked = (part: unknown): boolean => part === true || isObject(part)
  const most = numberOf(objectOf(text)['maxCharacters'], content.length)
  return {
    id: url,
    title,
    url,
    publishedDate: null,
    author: null,
    ...page,
    ...(isAsked(text) ? { text: content.slice(0, most) } : {}),
    ...(isAsked(highlights) ? { highlights: [content], highlightScores: [page.score ?? 1] } : {}),
    ...(isAsked(summary) ? { summary: content } : {}),
  }
}

/** A page that cannot be read has its own status, and the others are there. */
function contents({ body, random }: RouteRequest, pages: readonly SearchPage[] | undefined): unknown {
  const { urls, ids, ...asked } = objectOf(body)
  const addresses = listOf(urls ?? ids).map(String)
  const known = (address: string): SearchPage | undefined =>
    pages === undefined ? { url: address, title: address, content: `The text of ${address}.` } : pages.find((page) => page.url === address)
  return {
    requestId: random.id(32, 'hexadecimal'),
    results: addresses.flatMap((address) => {
      const page = known(address)
      return page === undefined ? [] : [shown(page, { text: true, ...asked })]
    }),
    statuses: addresses.map((address) =>
      known(address) === undefined
        ? { id: address, status: 'error', error: { tag: 'CRAWL_NOT_FOUND', httpStatusCode: 404 } }
        : { id: address, status: 'success', source: 'cached' },
    ),
    costDollars: { total: 0.001 },
  }
}
