import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'
import { serverError } from '../../../../faults/index.ts'
import { isWholeAnswer } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const streamTextBlank: YardstickApp = {
  name: 'stream-text-blank',
  story:
    'A release-notes page with streamText of the AI SDK. Bug: textStream does not throw what the model fails with, and onError only counts it, so an outage publishes an empty page as the notes of the release.',
  sources: ['vercel/ai#4735', 'vercel/ai#17994', 'https://ai-sdk.dev/docs/ai-sdk-core/generating-text'],
  faultsNeeded: 1,
  kind: 'stream',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    const metrics = { failures: 0 }

    return async ({ observe, signal }) => {
      const result = streamText({
        model: openai.chat('gpt-4o'),
        prompt: 'Write the release notes of version 4.2.',
        maxRetries: 1,
        timeout: 60_000,
        abortSignal: signal,
        onError: () => {
          metrics.failures++
        },
      })
      let notes = ''
      for await (const piece of result.textStream) {
        observe.streamed(piece)
        notes += piece
      }
      signal.throwIfAborted()
      return { version: '4.2', notes }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError({ status: 503 })] }],
      wrong: (runs) => {
        const run = runs[0]![0]!
        const page = run.value as { notes: string } | undefined
        return page !== undefined && !isWholeAnswer(page.notes, run) ? `Published: "${page.notes}"` : undefined
      },
    },
  ],
}
