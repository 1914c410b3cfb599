import { honorsRetryAfter } from '../../../src/property/index.ts'
import { askOpenAI, sleep, statusOf, isQuota } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const ignoresRetryAfter: BuggyApp = {
  name: 'ignores-retry-after',
  story: 'A fixed second lies between two tries, whatever the provider asks for.',
  source: 'https://github.com/mastra-ai/mastra/issues/19885',
  property: honorsRetryAfter(),
  task: async () => {
    for (let tries = 0; ; tries++) {
      try {
        return await askOpenAI()
      } catch (error) {
        if (statusOf(error) !== 429 || isQuota(error) || tries === 3) throw error
        await sleep(1_000)
      }
    }
  },
}
