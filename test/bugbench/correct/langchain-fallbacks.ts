import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import {
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { AnswerError, key } from '../clients.ts'

export const langchainFallbacks: CorrectApp = {
  name: 'langchain-fallbacks',
  story: 'LangChain: one chat model with another behind it, each with a deadline.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
  ],
  task: async () => {
    const first = new ChatOpenAI({ apiKey: key, model: 'gpt-4o', maxRetries: 0, timeout: 20_000 })
    const second = new ChatAnthropic({ apiKey: key, model: 'claude-sonnet-4-6', maxRetries: 0, clientOptions: { timeout: 20_000 } })
    const { content, response_metadata } = await first
      .withFallbacks([second])
      .invoke('Where is my parcel?', { signal: AbortSignal.timeout(60_000) })
    const reason: unknown = response_metadata['finish_reason'] ?? response_metadata['stop_reason']
    if ((reason !== 'stop' && reason !== 'end_turn') || content === '') throw new AnswerError('not whole')
    return content
  },
}
