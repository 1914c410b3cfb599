import { checkOptions, type OptionTable, type Provider } from '../../../kit.ts'
import { http } from '../http.ts'
import { listOf, numberOf, objectOf } from '../json.ts'
import type { HttpError, HttpProblem, RouteRequest } from '../options.ts'
import { knownPages, placeOptions } from '../place-options.ts'
import { pagesAbout, searchPages, type SearchPage } from '../search/pages.ts'

/** Tavily. */
export interface TavilyOptions {
  /** Default: `tavily` */
  readonly name?: string
  /** Default: `https://api.tavily.com` */
  readonly url?: string | readonly string[]
  /** The pages in its index. Default: pages about the topic of each query, generated from the seed */
  readonly pages?: readonly SearchPage[]
}

/** Statuses and words of https://docs.tavily.com/documentation/api-reference/endpoint/search */
const wordings: Readonly<Partial<Record<HttpProblem['kind'], { readonly status?: number; readonly message: string }>>> = {
  authentication: { message: 'Unauthorized: missing or invalid API key.' },
  'rate-limit-requests': { message: 'Your request has been blocked due to excessive requests. Please reduce rate of requests.' },
  'quota-exhausted': {
    status: 432,
    message: "This request exceeds your plan's set usage limit. Please upgrade your plan or contact support@tavily.com",
  },
}

function tavilyError({ kind, status, message }: HttpProblem): HttpError {
  const worded = wordings[kind]
  return { status: worded?.status ?? status, body: { detail: { error: worded?.message ?? message } } }
}

function refused(message: string): Response {
  return Response.json({ detail: { error: message } }, { status: 400 })
}

const table: OptionTable<TavilyOptions> = { ...placeOptions, pages: knownPages }

/**
 * Tavily for `@tavily/core`: it finds the pages that have words of the query, the most relevant first.
 * @throws BrownoutError if an option is unknown or cannot be used
 * @example
 * brownout({ providers: [tavily({ pages: [{ url: 'https://shop.example/terms', title: 'Terms', content: 'Returns within thirty days.' }] })] })
 */
export function tavily(options: TavilyOptions = {}): Provider {
  checkOptions<TavilyOptions>('tavily()', options, table)
  const { name = 'tavily', url = 'https://api.tavily.com', pages } = options
  return http({
    name,
    url,
    error: tavilyError,
    routes: {
      'POST /search': { name: 'search', readOnly: true, respond: (request) => search(request, pages) },
      'POST /extract': { name: 'extract', readOnly: true, respond: (request) => extract(request, pages) },
    },
  })
}

/** Some parts are requested with `true`, or with a text that specifies the amount. */
function isAskedFor(value: unknown): boolean {
  return value !== undefined && value !== false
}

function search({ body, random }: RouteRequest, pages: readonly SearchPage[] | undefined): unknown {
  const { query, max_results: limit, include_domains: included, exclude_domains: excluded, ...asked } = objectOf(body)
  if (typeof query !== 'string' || query === '') return refused('Query is missing.')
  const id = random.id(32, 'hexadecimal')
  const known = pages ?? pagesAbout(query, random)
  const found = searchPages(known, { query, limit: numberOf(limit, 5), included: listOf(included), excluded: listOf(excluded) })
  const results = found.map(({ content, ...page }) => ({
    ...page,
    content,
    raw_content: isAskedFor(asked['include_raw_content']) ? content : null,
  }))
  const answer = isAskedFor(asked['include_answer']) ? (found[0]?.content ?? '') : null
  return { query, follow_up_questions: null, answer, images: [], results, response_time: 0.5, request_id: id }
}

function extract({ body, random }: RouteRequest, pages: readonly SearchPage[] | undefined): unknown {
  const { urls } = objectOf(body)
  const asked = [urls ?? []].flat().map(String)
  const known = (address: string): string | undefined =>
    pages === undefined ? `The text of ${address}.` : pages.find((page) => page.url === address)?.content
  return {
    results: asked.flatMap((address) => {
      const content = known(address)
      return content === undefined ? [] : [{ url: address, raw_content: content, images: [] }]
    }),
    failed_results: asked
      .filter((address) => known(address) === undefined)
      .map((address) => ({ url: address, error: 'Failed to fetch url' })),
    response_time: 0.5,
    request_id: random.id(32, 'hexadecimal'),
  }
}
