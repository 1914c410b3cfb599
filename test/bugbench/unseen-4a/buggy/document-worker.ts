import OpenAI from 'openai'
import { contextLengthExceeded } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Tick {
  readonly done: readonly string[]
  readonly waiting: number
}

interface Document {
  readonly name: string
  readonly text: string
}

function inbox(run: number): readonly Document[] {
  return [
    { name: `transcript-${run}`, text: 'Then the committee turned to the next item of its agenda. '.repeat(150) },
    { name: `memo-${run}`, text: 'The office in Lyon moves to the second floor.' },
    { name: `letter-${run}`, text: 'Thank you for the parcel, it arrived in good order.' },
  ]
}

export const documentWorker: YardstickApp = {
  name: 'document-worker',
  story: `A background worker on the openai SDK that summarizes the documents of an inbox in order. When a call fails, the document goes
    back to the head of the queue, and the worker stops until its next run. Bug: that is so for every failure, also for one that will
    never pass, as with a document that is too long for the model. It stays at the head for ever, and nothing behind it is summarized.`,
  sources: ['asciimoo/hister#601', 'supermemoryai/supermemory#1203', 'gaiin-platform/amplify-genai-backend#189'],
  faultsNeeded: 1,
  kind: 'permanent',
  make() {
    const client = new OpenAI({ apiKey: 'test' })
    const queue: Document[] = []
    const summaries = new Map<string, string>()
    let runs = 0

    async function summarize({ text }: Document, signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Summarize this in one sentence:\n${text}` }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]) },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The summary is not complete.')
      return choice.message.content
    }

    return async ({ signal }): Promise<Tick> => {
      runs += 1
      queue.push(...inbox(runs))
      const done: string[] = []
      for (let document = queue.shift(); document !== undefined; document = queue.shift()) {
        try {
          summaries.set(document.name, await summarize(document, signal))
          done.push(document.name)
        } catch (error) {
          queue.unshift(document)
          if (signal.aborted) throw error
          break
        }
      }
      return { done, waiting: queue.length }
    }
  },
  scripts: [
    {
      steps: [1, 2, 3].map(() => ({ after: 3_600_000, inject: [contextLengthExceeded({ window: 1_000 })] })),
      wrong(runs) {
        const ticks = runs.map(([run]) => run?.value as Tick | undefined)
        if (ticks.some((tick) => (tick?.done.length ?? 0) > 0)) return undefined
        return `In three runs nothing was summarized: ${ticks.at(-1)?.waiting ?? 0} documents wait behind one that is too long.`
      },
    },
  ],
}
