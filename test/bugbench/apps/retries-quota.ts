import { noRetryOfPermanent } from '../../../src/property/index.ts'
import { askOpenAI, sleep, statusOf } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const retriesQuota: BuggyApp = {
  name: 'retries-quota',
  story: 'Every 429 is taken for a rate limit, also a quota that is used up.',
  source: 'https://github.com/langchain-ai/langchainjs/issues/1929',
  property: noRetryOfPermanent(),
  task: async () => {
    for (let tries = 0; ; tries++) {
      try {
        return await askOpenAI()
      } catch (error) {
        if (statusOf(error) !== 429 || tries === 3) throw error
        await sleep(60_000)
      }
    }
  },
}
