import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
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

export const aiSdk: CorrectApp = {
  name: 'ai-sdk',
  story: 'The AI SDK without retries, and its finish reason read.',
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
    const model = createOpenAI({ apiKey: key }).chat('gpt-4o')
    const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(30_000)])
    const { text, finishReason } = await generateText({ model, prompt: 'Where is my parcel?', maxRetries: 0, abortSignal })
    if (finishReason !== 'stop' || text === '') throw new AnswerError('not whole')
    return text
  },
}
