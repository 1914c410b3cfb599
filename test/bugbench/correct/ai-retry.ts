import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { APICallError, generateText } from 'ai'
import { createRetryableModel, error, result } from 'ai-retry/language-model'
import {
  abortPropagates,
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { AnswerError, key } from '../clients.ts'

/** Whether a retry can help, and the provider gave no time to wait: ai-retry waits for a minute at the most. */
function mayPass(thrown: unknown): boolean {
  if (!APICallError.isInstance(thrown) || (thrown.statusCode ?? 0) < 500) return false
  const { responseHeaders = {} } = thrown
  return responseHeaders['retry-after'] === undefined && responseHeaders['retry-after-ms'] === undefined
}

export const aiRetry: CorrectApp = {
  name: 'ai-retry',
  story: 'ai-retry: one more try for what may pass, and a second model for all else.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
    abortPropagates(),
  ],
  task: async ({ signal }) => {
    const second = createAnthropic({ apiKey: key })('claude-sonnet-4-6')
    const model = createRetryableModel({
      model: createOpenAI({ apiKey: key }).chat('gpt-4o'),
      retries: [
        error(mayPass).retry({ delay: 1_000, backoffFactor: 2 }),
        result(({ finishReason }) => finishReason.unified !== 'stop').switch({ model: second }),
        second,
      ],
    })
    const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
    const { text, finishReason } = await generateText({ model, prompt: 'Where is my parcel?', maxRetries: 0, abortSignal })
    if (finishReason !== 'stop' || text === '') throw new AnswerError('not whole')
    return text
  },
}
