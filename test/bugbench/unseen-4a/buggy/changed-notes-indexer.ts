import { createOpenAI } from '@ai-sdk/openai'
import { embedMany } from 'ai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Report {
  readonly indexed: number
  readonly changes: number
}

const notesPerRun = 4
const batchSize = 2

export const changedNotesIndexer: YardstickApp = {
  name: 'changed-notes-indexer',
  story: `A note app indexes what has changed since its last run: embedMany of the AI SDK in batches of two, and a cursor into the log of
    changes that says how far it has come. Bug: the cursor moves before the batch is embedded. The notes of a batch that fails are behind
    the cursor and never indexed. Whoever searches for them does not find them, and no run ever says so.`,
  sources: ['laurent22/joplin#15674', 'itsmostafa/qi#77', 'giancarloerra/SocratiCode#156'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    const changes: { readonly id: string; readonly text: string }[] = []
    const index = new Map<string, readonly number[]>()
    let cursor = 0

    async function indexNext(signal: AbortSignal): Promise<void> {
      const batch = changes.slice(cursor, cursor + batchSize)
      cursor += batch.length
      const { embeddings } = await embedMany({
        model: openai.embedding('text-embedding-3-small'),
        values: batch.map(({ text }) => text),
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      if (embeddings.length !== batch.length) throw new Error(`Got ${embeddings.length} vectors for ${batch.length} notes.`)
      for (const [at, { id }] of batch.entries()) index.set(id, embeddings[at]!)
    }

    return async ({ signal }): Promise<Report> => {
      for (let one = 0; one < notesPerRun; one += 1) {
        const id = `note-${changes.length + 1}`
        changes.push({ id, text: `Minutes of meeting ${changes.length + 1}: the budget for the next quarter` })
      }
      while (cursor < changes.length) await indexNext(signal)
      return { indexed: index.size, changes: changes.length }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 3_600_000 }, { after: 86_400_000 }],
      wrong(runs) {
        const last = runs.at(-1)?.[0]?.value as Report | undefined
        if (last === undefined || last.indexed === last.changes) return undefined
        return `A day after the outage ${last.changes - last.indexed} of ${last.changes} notes are still not in the index.`
      },
    },
  ],
}
