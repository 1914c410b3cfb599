import {
  abortPropagates,
  fallsBack,
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { anthropicClient, askAnthropic, askOpenAI, openaiClient } from '../clients.ts'

export const secondProvider: CorrectApp = {
  name: 'second-provider',
  story: 'Whatever is not a whole answer of OpenAI leads to Anthropic.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
    fallsBack({ from: 'openai', to: 'anthropic' }),
    abortPropagates(),
  ],
  task: ({ signal }) =>
    askOpenAI(openaiClient(), signal).catch((error: unknown) => {
      signal.throwIfAborted()
      return askAnthropic(anthropicClient(), signal).catch((second: unknown) => {
        throw new AggregateError([error, second], 'Nobody answered')
      })
    }),
}
