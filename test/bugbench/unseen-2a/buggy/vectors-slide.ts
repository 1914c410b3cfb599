import { Ollama } from 'ollama'
import { vectorsMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const passages = [
  'Parcels are delivered within three working days.',
  'Gift cards are valid for two years.',
  'A broken lamp is replaced free of charge.',
  'Invoices are sent by mail on the first of the month.',
  'The warranty on kettles covers five years.',
]

function similarity(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

export const vectorsSlide: YardstickApp = {
  name: 'vectors-slide',
  story:
    'A shop looks answers up by embeddings of its passages, made in one batch with Ollama. Vectors are paired with passages by position, and their number is not compared: if one is left out of the batch, every passage behind it carries the vector of another, and customers are quoted the wrong rule for good.',
  sources: ['amd/gaia#3530', 'daniel3303/Equibles#820', 'cloudera/CML_AMP_RAG_Studio#321'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    let index: { passage: string; vector: readonly number[] }[] | undefined

    async function embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
      const within = AbortSignal.any([signal, AbortSignal.timeout(30_000)])
      const ollama = new Ollama({ fetch: async (input, init) => fetch(input, { ...init, signal: within }) })
      const { embeddings } = await ollama.embed({ model: 'nomic-embed-text', input: [...texts] })
      const length = embeddings[0]?.length ?? 0
      if (length === 0 || embeddings.some((vector) => vector.length !== length || !vector.every(Number.isFinite)))
        throw new Error('the embeddings are broken')
      return embeddings
    }

    async function indexed(signal: AbortSignal): Promise<{ passage: string; vector: readonly number[] }[]> {
      if (index !== undefined) return index
      const vectors = await embed(passages, signal)
      index = vectors.map((vector, position) => ({ passage: passages[position] ?? '', vector }))
      return index
    }

    return async ({ signal }) => {
      const entries = await indexed(signal)
      const [asked] = await embed(['Is a broken lamp replaced free of charge?'], signal)
      if (asked === undefined || asked.length !== entries[0]?.vector.length) {
        index = undefined
        throw new Error('the question and the passages have different embeddings')
      }
      const ranked = entries.toSorted((a, b) => similarity(b.vector, asked) - similarity(a.vector, asked))
      return { passage: ranked[0]?.passage }
    }
  },
  scripts: [
    {
      steps: [{ inject: [vectorsMissing({ count: 1, from: 'start' }).first(1)] }, { after: 86_400_000 }],
      wrong(steps) {
        const quoted = steps.flat().map(({ value }) => (value as { passage?: string } | undefined)?.passage)
        const strange = quoted.find((passage) => passage !== undefined && passage !== passages[2])
        return strange === undefined ? undefined : `The customer with the broken lamp was told "${strange}".`
      },
    },
  ],
}
