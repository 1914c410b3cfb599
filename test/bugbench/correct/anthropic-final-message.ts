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
import { AnswerError, anthropicClient, messages } from '../clients.ts'

export const anthropicFinalMessage: CorrectApp = {
  name: 'anthropic-final-message',
  story: "Anthropic's own helper for streams, which rejects where the end does not come.",
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
    const within = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
    const client = anthropicClient()
    const message = await client.messages
      .stream({ model: 'claude-sonnet-4-6', max_tokens: 500, messages }, { signal: within })
      .finalMessage()
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (message.stop_reason !== 'end_turn' || text === '') throw new AnswerError('not whole')
    return text
  },
}
