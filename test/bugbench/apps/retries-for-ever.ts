import { retriesAtMost } from '../../../src/property/index.ts'
import { askOpenAI, sleep } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const retriesForEver: BuggyApp = {
  name: 'retries-for-ever',
  story: 'What may pass is tried again until it does.',
  source: 'https://github.com/earendil-works/pi/pull/4991',
  property: retriesAtMost(10),
  task: async () => {
    for (;;) {
      try {
        return await askOpenAI()
      } catch {
        await sleep(60_000)
      }
    }
  },
}
