import {
  backsOff,
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { askOpenAI, isQuota, openaiClient, sleep, statusOf } from '../clients.ts'

/** The wait that the provider requests, in ms. */
function waitOf(headers: Headers | undefined): number | undefined {
  const asked = headers?.get('retry-after')
  const exact = headers?.get('retry-after-ms')
  if (exact != null) return Math.max(200, Number(exact))
  if (asked == null) return undefined
  const wait = Number.isNaN(Number(asked)) ? Date.parse(asked) - Date.now() + 1_000 : Number(asked) * 1_000
  return Number.isFinite(wait) ? Math.max(200, wait) : undefined
}

export const handWrittenRetries: CorrectApp = {
  name: 'hand-written-retries',
  story: 'Retries by hand: Retry-After in all its forms, full jitter, and a deadline over all.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
    backsOff(),
  ],
  task: async () => {
    const deadline = Date.now() + 90_000
    for (let tries = 0; ; tries++) {
      try {
        return await askOpenAI(openaiClient({ timeout: 20_000 }))
      } catch (error) {
        const status = statusOf(error) ?? 503
        const wait = waitOf((error as { headers?: Headers }).headers) ?? 200 + Math.random() * 1_000 * 2 ** tries
        const mayPass = [408, 409, 429].includes(status) || status >= 500
        if (!mayPass || isQuota(error) || tries === 2 || Date.now() + wait > deadline) throw error
        await sleep(wait)
      }
    }
  },
}
