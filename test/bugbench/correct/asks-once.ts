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
import { askOpenAI, openaiClient } from '../clients.ts'

export const asksOnce: CorrectApp = {
  name: 'asks-once',
  story: "No retry at all: whatever fails is the caller's to know.",
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
    abortPropagates(),
  ],
  task: ({ signal }) => askOpenAI(openaiClient(), signal),
}
