import type { Random } from '../../../kit.ts'

/** A page in the index of a search service. */
export interface SearchPage {
  readonly url: string
  readonly title: string
  /** Its text. */
  readonly content: string
}

/** A page that was found, with its relevance from 0 to 1. */
export interface FoundPage extends SearchPage {
  readonly score: number
}

/** The parameters of a search. */
export interface PageQuery {
  readonly query: string
  readonly limit: number
  /** Hosts that results have to be of. Default: any */
  readonly included: readonly unknown[]
  readonly excluded: readonly unknown[]
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\d]{3,}/gu))

/** How many of the words of a query a page has. */
function relevanceOf({ title, content }: SearchPage, query: ReadonlySet<string>): number {
  const words = wordsOf(`${title} ${content}`)
  const shared = [...query].filter((word) => words.has(word)).length
  return query.size === 0 ? 0 : Math.round((shared / query.size) * 1_000) / 1_000
}

/** The pages that have words of a query, the most relevant first. */
export function searchPages(pages: readonly SearchPage[], { query, limit, included, excluded }: PageQuery): readonly FoundPage[] {
  const words = wordsOf(query)
  const isOf = (page: SearchPage, domains: readonly unknown[]): boolean => {
    const { hostname } = new URL(page.url)
    return domains.some((domain) => hostname === domain || hostname.endsWith(`.${String(domain)}`))
  }
  return pages
    .filter((page) => (included.length === 0 || isOf(page, included)) && !isOf(page, excluded))
    .map((page) => ({ ...page, score: relevanceOf(page, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit)
}

/** Pages about the topic of a query, generated from the seed, for a service without pages of its own. */
export function pagesAbout(query: string, random: Random): readonly SearchPage[] {
  const topic = query.trim().replace(/[?.!]+$/, '')
  return ['guide', 'news', 'forum', 'wiki', 'blog'].map((kind) => {
    const number = random.integer(1_000, 9_999)
    return {
      url: `https://${kind}.example.com/${number}`,
      title: `${topic}: ${kind} ${number}`,
      content: `What is known about ${topic}. Page ${number} of a ${kind}.`,
    }
  })
}
