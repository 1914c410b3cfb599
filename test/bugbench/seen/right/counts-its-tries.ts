import OpenAI from 'openai'
import pRetry, { AbortError } from 'p-retry'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { pause, waitAskedBy } from '../pause.ts'
import { connectionReset, quotaExhausted } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Counted {
  readonly text: string
  readonly tries: number
}

export const countsItsTries: YardstickApp = {
  name: 'counts-its-tries',
  story:
    'A service whose value says how many tries it took, so that it differs on a bad day though the answer is the same. p-retry around an SDK that does not retry; what is refused for good is not tried again.',
  sources: ['sindresorhus/p-retry readme.md', 'Gitlawb/openclaude#249'],
  kind: 'transient',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0 })

    return async ({ signal }) =>
      pRetry(
        async (tries): Promise<Counted> => {
          try {
            const completion = await client.chat.completions.create(
              { model: 'gpt-4o', messages: [{ role: 'user', content: 'Name the tides of today.' }] },
              { signal },
            )
            const choice = completion.choices[0]
            if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new AbortError('The answer is incomplete.')
            return { text: choice.message.content, tries }
          } catch (error) {
            const isPassing =
              error instanceof OpenAI.APIConnectionError ||
              error instanceof OpenAI.InternalServerError ||
              (error instanceof OpenAI.RateLimitError && error.code !== 'insufficient_quota')
            const asked = isPassing ? waitAskedBy(error.headers) : 0
            if (!isPassing || asked > 60_000)
              throw error instanceof AbortError ? error : new AbortError(error instanceof Error ? error : String(error))
            await pause(asked, signal)
            throw error
          }
        },
        { retries: 3, minTimeout: 1_000, randomize: true, signal },
      )
  },
  scripts: badDays(
    (run) => {
      const counted = run.value as Counted | undefined
      if (counted === undefined) return undefined
      return isWholeAnswer(counted.text, run) ? undefined : `No whole answer: ${counted.text}`
    },
    [{ inject: [connectionReset().first(2)] }],
    [{ inject: [quotaExhausted()] }],
  ),
}
