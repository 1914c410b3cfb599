import OpenAI from 'openai'
import { vectorsMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const passages = [
  'Parcels are delivered within three days.',
  'Refunds are paid within two weeks.',
  'Gift cards never expire.',
  'Returns are free of charge in the first month.',
]

function similarity(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
}

export const shortBatchShiftsPassages: YardstickApp = {
  name: 'short-batch-shifts-passages',
  story:
    'A help center embeds its passages in one batch and cites the passage that is nearest to the question. It takes vectors by position and does not count them. When a batch comes back short, passages lose their vector or get that of their neighbor, and the user is shown a citation from the wrong passage.',
  sources: ['amd/gaia#3530', 'cloudera/CML_AMP_RAG_Studio#321'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000 })
    const embed = async (input: string[], signal: AbortSignal): Promise<number[][]> => {
      const response = await client.embeddings.create({ model: 'text-embedding-3-small', input }, { signal })
      return response.data.map((item) => item.embedding)
    }
    return async ({ signal }) => {
      const vectors = await embed(passages, signal)
      const index = vectors.map((vector, position) => ({ vector, passage: passages[position] }))
      const [question] = await embed(['Gift cards never expire.'], signal)
      if (question === undefined) throw new Error('The question has no embedding.')
      const [nearest] = index.toSorted((left, right) => similarity(right.vector, question) - similarity(left.vector, question))
      return { cited: nearest?.passage }
    }
  },
  scripts: [
    {
      steps: [{ inject: [vectorsMissing({ count: 1, from: 'start' }).first(1)] }],
      wrong(steps) {
        const { cited } = (steps[0]?.[0]?.value ?? {}) as { cited?: string }
        return cited === 'Gift cards never expire.' ? undefined : `The question about gift cards was answered from "${cited}".`
      },
    },
  ],
}
