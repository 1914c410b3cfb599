import { createAssistant as createHardened } from '../../../../examples/hardened/assistant.ts'
import { createAssistant as createNaive } from '../../../../examples/naive/assistant.ts'
import { asked, model } from '../../../../src/demo/questions.ts'
import { performing, providersOfDemo, type Performer } from '../../../../src/demo/rehearsal.ts'
import {
  abortPropagates,
  backsOff,
  degradesVisibly,
  fallsBack,
  honorsRetryAfter,
  noDuplicateText,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
  streamedEqualsFinal,
} from '../../../../src/property/index.ts'
import type { App, Scene } from '../scene.ts'

function appOf(create: () => Performer): App {
  return () => {
    const assistant = create()
    return (index) => performing(assistant, asked[index % asked.length]!)
  }
}

/** The assistant of a shop: it streams, looks orders up, files a record, and falls back from OpenAI to Anthropic. */
export const supportChat: Scene = {
  name: 'support-chat',
  folders: ['examples/naive', 'examples/hardened'],
  what: 'a support chat that streams, calls a tool and falls back',
  behavior: 'it has one deadline and one layer of retries, waits for the time in Retry-After, and restarts at the other provider',
  providers: providersOfDemo,
  answers: () => model,
  naive: appOf(createNaive),
  hardened: appOf(createHardened),
  properties: [
    settlesWithin('60s'),
    retriesAtMost(3),
    honorsRetryAfter(),
    noRetryOfPermanent(),
    noSilentTruncation(),
    fallsBack(),
    streamedEqualsFinal(),
    noDuplicateText(),
    abortPropagates(),
    backsOff(),
    noUnhandledRejection(),
    degradesVisibly(),
  ],
  tasks: asked.length,
  limit: 900_000,
}
