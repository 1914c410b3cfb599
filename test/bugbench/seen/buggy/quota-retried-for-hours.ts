import OpenAI from 'openai'
import pRetry, { AbortError } from 'p-retry'
import { quotaExhausted } from '../../../../faults/index.ts'
import { isWholeAnswer, minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const quotaRetriedForHours: YardstickApp = {
  name: 'quota-retried-for-hours',
  story:
    'A summary behind a spinner, with p-retry around the openai SDK. Bug: each 429 counts as a rate limit, also insufficient_quota, so when the credit is used up the user looks at a spinner for a quarter of an hour before the real reason comes.',
  sources: ['langchain-ai/langchainjs#1929', 'google-gemini/gemini-cli#10925', 'QwenLM/qwen-code#7841'],
  faultsNeeded: 1,
  kind: 'permanent',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })

    return async ({ signal }) =>
      pRetry(
        async () => {
          try {
            const completion = await client.chat.completions.create(
              { model: 'gpt-4o', messages: [{ role: 'user', content: 'Summarize my open tickets.' }] },
              { signal },
            )
            const choice = completion.choices[0]
            if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new AbortError('The summary is incomplete.')
            return choice.message.content
          } catch (error) {
            if (error instanceof OpenAI.APIError && (error.status === 429 || error.status === undefined || error.status >= 500)) throw error
            throw new AbortError(error instanceof Error ? error : String(error))
          }
        },
        { retries: 8, minTimeout: 2_000, factor: 2, maxTimeout: 240_000, randomize: true, signal },
      )
  },
  scripts: [
    {
      steps: [{ inject: [quotaExhausted()] }],
      wrong: (runs) => {
        const run = runs[0]![0]!
        const isLate = run.settledAfter > minute && !isWholeAnswer(run.value, run)
        return isLate ? `The quota is used up; ${run.journal.calls.length} calls were made to learn it.` : undefined
      },
    },
  ],
}
