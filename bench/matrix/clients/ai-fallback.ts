import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { createFallback } from 'ai-fallback'
import { anthropic, openai } from '../../../src/index.ts'
import { aiSdkWays } from '../ai-sdk-ways.ts'
import type { Client } from '../client.ts'

/** As in its readme: Claude first, then GPT. */
export const clients: readonly Client[] = aiSdkWays({
  name: 'ai-fallback',
  packages: ['ai-fallback', 'ai', '@ai-sdk/anthropic', '@ai-sdk/openai'],
  providers: [anthropic, openai],
  model: () =>
    createFallback({
      models: [createAnthropic({ apiKey: 'test' })('claude-haiku-4-5'), createOpenAI({ apiKey: 'test' })('gpt-4.1-mini')],
    }),
})
