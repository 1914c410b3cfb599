import OpenAI from 'openai'
import { vectorsMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

interface Found {
  readonly id: string | null
  readonly by: 'meaning' | 'keywords'
}

const notes = [
  { id: 'boiler', text: 'The boiler is serviced every spring by the landlord.' },
  { id: 'keys', text: 'Spare keys are kept in the office on the ground floor.' },
  { id: 'bins', text: 'Paper bins are emptied on Thursday mornings.' },
]

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

const isSound = (vectors: readonly (readonly number[])[], count: number): boolean =>
  vectors.length === count &&
  vectors.every((vector) => vector.length === 256 && vector.every(Number.isFinite) && vector.some((value) => value !== 0))

/** Searches by meaning, or by keywords without valid vectors. The index is kept once it is valid. */
class NoteSearch {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 10_000, maxRetries: 1 })
  #index: readonly (readonly number[])[] | undefined

  async #embed(texts: string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
    const { data } = await this.#client.embeddings.create(
      { model: 'text-embedding-3-small', dimensions: 256, input: texts, encoding_format: 'float' },
      { signal },
    )
    const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding)
    if (!isSound(vectors, texts.length)) throw new Error('The vectors are not sound.')
    return vectors
  }

  async find(question: string, signal: AbortSignal): Promise<Found> {
    try {
      this.#index ??= await this.#embed(
        notes.map(({ text }) => text),
        signal,
      )
      const [asked] = await this.#embed([question], signal)
      const scores = this.#index.map((vector) => dot(vector, asked ?? []))
      return { id: notes[scores.indexOf(Math.max(...scores))]?.id ?? null, by: 'meaning' }
    } catch {
      signal.throwIfAborted()
      const words = question.toLowerCase().match(/\p{L}{4,}/gu) ?? []
      const hits = notes.map(({ text }) => words.filter((word) => text.toLowerCase().includes(word)).length)
      const best = Math.max(...hits)
      return { id: best === 0 ? null : (notes[hits.indexOf(best)]?.id ?? null), by: 'keywords' }
    }
  }
}

export const keywordSearch: YardstickApp = {
  name: 'keyword-search',
  story:
    'A search over notes goes by meaning. Without sound vectors (an error, too few, broken ones) it goes by keywords, and the value says so; a note may then not be found. The index is kept only once it is sound.',
  sources: ['jeanibarz/knowledge-base-mcp-server#687', 'amd/gaia#3860', 'langgenius/dify#41476'],
  kind: 'fallback',
  make() {
    const search = new NoteSearch()
    return ({ signal }) => search.find('Where are the spare keys?', signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as Found).by === 'meaning',
      fault: ({ value }) =>
        value === undefined || (value as Found).id === 'keys' ? undefined : `It finds ${String((value as Found).id)}.`,
    },
    {
      steps: [{ inject: [vectorsMissing({ from: 'start' }).first(1)] }, {}],
      wrong: ([short, healed]) => {
        if ((short?.[0]?.value as Found | undefined)?.by !== 'keywords') return 'A short batch passes as an index.'
        return (healed?.[0]?.value as Found | undefined)?.by === 'meaning' ? undefined : 'A short batch is kept.'
      },
    },
  ),
}
