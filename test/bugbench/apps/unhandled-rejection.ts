import { noUnhandledRejection } from '../../../src/property/index.ts'
import { askOpenAI, openStream } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const unhandledRejection: BuggyApp = {
  name: 'unhandled-rejection',
  story: 'A copy of the answer is written to the log by a promise that nobody awaits.',
  source: 'https://github.com/PostHog/posthog-js/issues/4074',
  property: noUnhandledRejection(),
  task: async () => {
    void (async () => {
      for await (const chunk of await openStream()) JSON.stringify(chunk)
    })()
    return askOpenAI().catch(() => 'Sorry, not now.')
  },
}
