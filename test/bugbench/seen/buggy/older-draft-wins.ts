import Anthropic from '@anthropic-ai/sdk'
import { slowFirstToken } from '../../../../faults/index.ts'
import { pause } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const olderDraftWins: YardstickApp = {
  name: 'older-draft-wins',
  story:
    'An editor that keeps a summary beside a document: each save asks for a new one. Bug: whichever answer arrives last is kept, so a slow answer to the older version replaces the summary of the newer, and readers get a summary of text that is gone.',
  sources: ['farming-labs/farm.js#626', 'apollographql/apollo-feature-requests#381'],
  faultsNeeded: 1,
  kind: 'race',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 60_000, maxRetries: 2 })

    return async ({ signal }) => {
      let summary: { readonly version: number; readonly text: string } | undefined

      async function saved(version: number, document: string): Promise<void> {
        const message = await client.messages.create(
          {
            model: 'claude-sonnet-4-6',
            max_tokens: 500,
            messages: [{ role: 'user', content: `Summarize version ${version}: ${document}` }],
          },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        const [block] = message.content
        if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('The summary is incomplete.')
        summary = { version, text: block.text }
      }

      const older = saved(1, 'The plant opens in May.')
      older.catch(() => undefined)
      await pause(2_000, signal)
      const newer = saved(2, 'The plant never opens.')
      const [, last] = await Promise.allSettled([older, newer])
      if (last.status === 'rejected') throw last.reason
      return summary
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '15s' }).first(1)] }],
      wrong: (runs) =>
        (runs[0]![0]!.value as { version: number }).version === 1 ? 'The summary is that of the older version.' : undefined,
    },
  ],
}
