import OpenAI from 'openai'
import { vectorsMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const handbook = [
  'Parcels are sent within two days.',
  'Refunds take fourteen days.',
  'Gift cards never expire.',
  'The warranty is three years.',
  'Pickup is free in all stores.',
]

function similarity(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, place) => sum + value * (right[place] ?? 0), 0)
}

export const shortEmbeddingBatch: YardstickApp = {
  name: 'short-embedding-batch',
  story:
    'Indexes a handbook by embeddings and quotes the passage that is nearest to a question. Bug: nobody counts the vectors, and they are paired with the passages by place, so a short batch gives passages the vectors of their neighbors and the wrong rule is quoted, for as long as the index lives.',
  sources: ['amd/gaia#3530', 'xberg-io/xberg#1302', 'cloudera/CML_AMP_RAG_Studio#321'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 2 })
    let index: readonly { readonly passage: string; readonly vector: readonly number[] }[] | undefined

    async function vectorsOf(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
      const { data, model } = await client.embeddings.create({ model: 'text-embedding-3-small', input: [...texts] }, { signal })
      if (model !== 'text-embedding-3-small') throw new Error(`Another model answered: ${model}.`)
      const isSound = data.every(
        ({ embedding }) => Number.isFinite(similarity(embedding, embedding)) && embedding.some((number) => number !== 0),
      )
      if (!isSound) throw new Error('A vector is broken.')
      return data.map(({ embedding }) => embedding)
    }

    return async ({ signal }) => {
      if (index === undefined) {
        const vectors = await vectorsOf(handbook, signal)
        index = vectors.map((vector, place) => ({ passage: handbook[place]!, vector }))
      }
      const [question] = await vectorsOf(['The warranty is three years, is it?'], signal)
      if (question === undefined) throw new Error('The question has no vector.')
      const [best] = index.toSorted((left, right) => similarity(right.vector, question) - similarity(left.vector, question))
      if (best === undefined) throw new Error('Nothing is indexed.')
      return best.passage
    }
  },
  scripts: [
    {
      steps: [{ inject: [vectorsMissing({ count: 1, from: 'start' }).first(1)] }, { after: 60_000 }],
      wrong: (runs) => {
        const quoted = runs.map(([run]) => run!.value)
        return quoted.some((passage) => passage !== undefined && passage !== handbook[3]) ? `Quoted: ${quoted.join(' / ')}` : undefined
      },
    },
  ],
}
