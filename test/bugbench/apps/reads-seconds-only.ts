import { honorsRetryAfter } from '../../../src/property/index.ts'
import { askOpenAI, isQuota, sleep, statusOf } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const readsSecondsOnly: BuggyApp = {
  name: 'reads-seconds-only',
  story: 'A Retry-After that is a date becomes NaN, and a timer of NaN is over at once.',
  source: 'https://github.com/elizaOS/eliza/issues/22162',
  property: honorsRetryAfter(),
  task: async () => {
    for (let tries = 0; ; tries++) {
      try {
        return await askOpenAI()
      } catch (error) {
        if (![429, 503].includes(statusOf(error) ?? 0) || isQuota(error) || tries === 3) throw error
        const { headers } = error as { headers?: Headers }
        const wait = Number(headers?.get('retry-after-ms') ?? Number.parseInt(headers?.get('retry-after') ?? '5', 10) * 1_000)
        await sleep(wait)
      }
    }
  },
}
