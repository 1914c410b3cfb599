import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { createRetryableModel, error, finishReason, httpStatus } from 'ai-retry/language-model'
import { anthropic, openai } from '../../../src/index.ts'
import { aiSdkWays } from '../ai-sdk-ways.ts'
import type { Client } from '../client.ts'

/** As in its readme: another provider if overloaded, another model if filtered, and a retry of the same model. */
export const clients: readonly Client[] = aiSdkWays({
  name: 'ai-retry',
  packages: ['ai-retry', 'ai', '@ai-sdk/openai', '@ai-sdk/anthropic'],
  providers: [openai, anthropic],
  maxRetries: 0,
  model: () =>
    createRetryableModel({
      model: createOpenAI({ apiKey: 'test' })('gpt-4o'),
      retries: [
        httpStatus(529, 'overloaded').switch({ model: createAnthropic({ apiKey: 'test' })('claude-sonnet-5') }),
        finishReason('content-filter').switch({ model: createOpenAI({ apiKey: 'test' })('gpt-4o-mini') }),
        error.isRetryable(true).retry({ delay: 1_000, backoffFactor: 2 }),
      ],
    }),
})
