import OpenAI from 'openai'
import { vectorsMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const articles = [
  { id: 'refund', text: 'Refunds reach your bank account within ten days.' },
  { id: 'address', text: 'Change the delivery address before the courier leaves.' },
  { id: 'damage', text: 'Send a photo of damaged goods to the claims team.' },
  { id: 'customs', text: 'Customs duties are paid by the receiver.' },
]

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

/** Finds the help article that is nearest to a question. The index is made at the first question. */
class HelpSearch {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 20_000 })
  #index: { id: string; vector: readonly number[] }[] | undefined

  async #embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
    const { data } = await this.#client.embeddings.create({ model: 'text-embedding-3-small', input: [...texts] }, { signal })
    const vectors = data.map(({ embedding }) => embedding)
    if (vectors.some((vector) => vector.length !== 1_536 || !vector.every(Number.isFinite))) throw new Error('A vector is broken.')
    return vectors
  }

  async find(question: string, signal: AbortSignal): Promise<{ article: string }> {
    if (this.#index === undefined) {
      const vectors = await this.#embed(
        articles.map(({ text }) => text),
        signal,
      )
      this.#index = vectors.map((vector, index) => ({ id: articles[index]?.id ?? 'unknown', vector }))
    }
    const [asked] = await this.#embed([question], signal)
    if (asked === undefined) throw new Error('The question has no vector.')
    const [best] = this.#index.map(({ id, vector }) => ({ id, score: cosine(asked, vector) })).toSorted((a, b) => b.score - a.score)
    if (best === undefined || !Number.isFinite(best.score)) throw new Error('No article can be compared with the question.')
    return { article: best.id }
  }
}

export const shortEmbeddingBatch: YardstickApp = {
  name: 'short-embedding-batch',
  story:
    'A help search embeds its articles in one batch and pairs vectors with articles by their place. If the provider returns fewer vectors than texts, all pairs behind the gap are shifted: the search shows the wrong article, now and for as long as the index lives.',
  sources: ['amd/gaia#3530', 'xberg-io/xberg#1302', 'langgenius/dify#41476'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const search = new HelpSearch()
    return ({ signal }) => search.find('Where do I send a photo of damaged goods?', signal)
  },
  scripts: [
    {
      steps: [{ inject: [vectorsMissing({ count: 1, from: 'start' }).first(1)] }],
      wrong: ([step]) => {
        const value = step?.[0]?.value as { article: string } | undefined
        return value === undefined || value.article === 'damage' ? undefined : `The search shows the article "${value.article}".`
      },
    },
  ],
}
