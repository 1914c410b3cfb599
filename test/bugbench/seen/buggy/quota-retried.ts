import OpenAI from 'openai'
import pRetry, { AbortError } from 'p-retry'
import { quotaExhausted } from '../../../../faults/index.ts'
import { pause, waitAskedBy } from '../pause.ts'
import { noRetryOfPermanent } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const quotaRetried: YardstickApp = {
  name: 'quota-retried',
  story:
    'A summary behind a spinner, with p-retry around the openai SDK. Bug: each 429 counts as a rate limit, also insufficient_quota, so when the credit is used up the user looks at a spinner for half a minute before the real reason comes, and the provider gets five requests in place of one.',
  sources: ['langchain-ai/langchainjs#1929', 'google-gemini/gemini-cli#10925', 'QwenLM/qwen-code#7841'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: noRetryOfPermanent(),
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
            const mayPass =
              error instanceof OpenAI.RateLimitError ||
              error instanceof OpenAI.InternalServerError ||
              error instanceof OpenAI.APIConnectionError
            const asked = mayPass ? waitAskedBy(error.headers) : 0
            if (!mayPass || asked > 60_000) throw new AbortError(error instanceof Error ? error : String(error))
            await pause(asked, signal)
            throw error
          }
        },
        { retries: 4, minTimeout: 1_000, randomize: true, signal },
      )
  },
  scripts: [
    {
      steps: [{ inject: [quotaExhausted()] }],
      wrong: (runs) => {
        const run = runs[0]![0]!
        return run.error !== undefined && run.journal.calls.length > 1
          ? `The quota is used up; ${run.journal.calls.length} calls were made to learn it.`
          : undefined
      },
    },
  ],
}
