import { honorsRetryAfter } from '../../../src/property/index.ts'
import { askOpenAI, isQuota, sleep, statusOf } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const capsRetryAfter: BuggyApp = {
  name: 'caps-retry-after',
  story: 'No wait is longer than eight seconds, whatever the provider asks for.',
  source: 'https://github.com/lidge-jun/opencodex/issues/4046',
  property: honorsRetryAfter(),
  task: async () => {
    for (let tries = 0; ; tries++) {
      try {
        return await askOpenAI()
      } catch (error) {
        if (statusOf(error) !== 429 || isQuota(error) || tries === 3) throw error
        const asked = (error as { headers?: Headers }).headers?.get('retry-after')
        await sleep(Math.min(8_000, asked == null ? 1_000 : Math.max(1_000, Number(asked) * 1_000 || 8_000)))
      }
    }
  },
}
