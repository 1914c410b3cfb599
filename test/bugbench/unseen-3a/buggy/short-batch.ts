import OpenAI from 'openai'
import { vectorsMissing } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const notes = ['Ann is allergic to peanuts.', 'Ben parks in bay twelve.', 'Cleo works from Lisbon.', 'Dan pays by invoice.']

function similarity(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
}

const isUsable = (vector: readonly number[]): boolean =>
  vector.length === 1_536 && vector.every(Number.isFinite) && vector.some((value) => value !== 0)

/** A memory that pairs notes and vectors by their place. */
export const shortBatch: YardstickApp = {
  name: 'short-batch',
  story:
    'An assistant memory embeds its notes in one batch with the OpenAI SDK and recalls the nearest. Bug: it does not compare the number of vectors with the number of notes, so a short batch pairs notes with the vectors of others, and the wrong note is recalled.',
  sources: ['amd/gaia#3530', 'mem0ai/mem0#5966', 'OpenHikmah/openhikmah-web#100'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 30_000 })
    const model = 'text-embedding-3-small'
    return async ({ signal }) => {
      const batch = await client.embeddings.create({ model, input: notes }, { signal })
      const query = await client.embeddings.create({ model, input: [notes[2] ?? ''] }, { signal })
      if (![...batch.data, ...query.data].every((item) => isUsable(item.embedding))) throw new Error('A vector cannot be used.')
      const memory = batch.data.map((item, index) => ({ note: notes[index], vector: item.embedding }))
      const wanted = query.data[0]?.embedding
      if (wanted === undefined) throw new Error('The query was not embedded.')
      const ranked = memory.toSorted((left, right) => similarity(right.vector, wanted) - similarity(left.vector, wanted))
      if (ranked[0] === undefined) throw new Error('The memory is empty.')
      return ranked[0].note
    }
  },
  scripts: [
    {
      steps: [{ inject: [vectorsMissing({ count: 1, from: 'start' }).first(1)] }],
      wrong: (runs) => (runs[0]?.[0]?.value === notes[2] ? undefined : 'The note recalled is about somebody else.'),
    },
  ],
}
