import { retriesAtMost } from '../../../src/property/index.ts'
import { askOpenAI, openaiClient, sleep } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const nestedRetries: BuggyApp = {
  name: 'nested-retries',
  story: 'The app retries around an SDK that retries, and one question becomes twelve calls.',
  source: 'https://github.com/livekit/agents/pull/5335',
  property: retriesAtMost(5),
  task: async () => {
    const client = openaiClient({ maxRetries: 2 })
    for (let tries = 0; ; tries++) {
      try {
        return await askOpenAI(client)
      } catch (error) {
        if (tries === 3) throw error
        await sleep(1_000)
      }
    }
  },
}
