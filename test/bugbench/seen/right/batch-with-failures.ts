import { Mistral } from '@mistralai/mistralai'
import { badDays } from '../bad-days.ts'
import { contentFilter, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Batch {
  readonly done: Readonly<Record<string, string>>
  readonly failed: Readonly<Record<string, string>>
}

const documents = ['D-1 invoice', 'D-2 contract', 'D-3 letter', 'D-4 receipt']

export const batchWithFailures: YardstickApp = {
  name: 'batch-with-failures',
  story:
    'Summarizes a batch of documents with the Mistral SDK, two at a time, without retries. What failed is listed with its reason beside what was done, and only done documents are filed.',
  sources: ['tardis-dev/tardis-node#44', 'aws-powertools/powertools-lambda-typescript#1688', 'brightdata/brightdata-mcp#101'],
  kind: 'effects',
  make() {
    const client = new Mistral({ apiKey: 'test', timeoutMs: 30_000, retryConfig: { strategy: 'none' } })

    async function summarize(document: string, signal: AbortSignal): Promise<string> {
      const completion = await client.chat.complete(
        { model: 'mistral-small-latest', messages: [{ role: 'user', content: `Summarize ${document}.` }] },
        { fetchOptions: { signal: AbortSignal.any([signal, AbortSignal.timeout(40_000)]) } },
      )
      const choice = completion.choices[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '') throw new Error('The summary is incomplete.')
      return text
    }

    return async ({ observe, signal }): Promise<Batch> => {
      const done: Record<string, string> = {}
      const failed: Record<string, string> = {}
      const waiting = [...documents]
      async function work(): Promise<void> {
        for (let document = waiting.shift(); document !== undefined && !signal.aborted; document = waiting.shift()) {
          try {
            done[document] = await summarize(document, signal)
            observe.effect(`file ${document}`)
          } catch (error) {
            failed[document] = String(error)
          }
        }
      }
      await Promise.all([work(), work()])
      signal.throwIfAborted()
      return { done, failed }
    }
  },
  scripts: badDays(
    (run) => {
      const batch = run.value as Batch | undefined
      if (batch === undefined) return undefined
      const count = Object.keys(batch.done).length
      if (count !== run.effects.length) return 'What is filed is not what is done.'
      return count + Object.keys(batch.failed).length === documents.length ? undefined : 'A document is in no list.'
    },
    [{ inject: [serverError().every(2)] }],
    [{ inject: [contentFilter().first(1)] }],
  ),
}
