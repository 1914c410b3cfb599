import {
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { openStream, openaiClient } from '../clients.ts'

export const honestHalf: CorrectApp = {
  name: 'honest-half',
  story: 'Half an answer is given out, and says of itself that it is one.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
  ],
  task: async () => {
    let text = ''
    let isOver = false
    try {
      for await (const { choices } of await openStream(openaiClient(), AbortSignal.timeout(45_000))) {
        text += choices[0]?.delta.content ?? ''
        isOver ||= choices[0]?.finish_reason === 'stop'
      }
    } catch (error) {
      if (text === '') throw error
    }
    return { text, partial: !isOver }
  },
}
