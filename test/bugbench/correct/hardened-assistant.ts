import { createAssistant } from '../../../examples/hardened/assistant.ts'
import {
  fallsBack,
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'

export const hardenedAssistant: CorrectApp = {
  name: 'hardened-assistant',
  story: 'The hardened example: a tool, a record, two providers and one deadline.',
  properties: [
    settlesWithin('60s'),
    retriesAtMost(2),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    fallsBack({ from: 'openai', to: 'anthropic' }),
  ],
  task: ({ signal }) => createAssistant().ask('Where is my order 118?', { signal }),
}
