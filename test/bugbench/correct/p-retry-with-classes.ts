import pRetry, { AbortError } from 'p-retry'
import {
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { askOpenAI, isQuota, statusOf } from '../clients.ts'

/** Whether a retry can help, and the provider gave no time to wait. */
function mayPass(error: unknown): boolean {
  const status = statusOf(error)
  const { headers } = error as { headers?: Headers }
  if (headers?.has('retry-after') === true || headers?.has('retry-after-ms') === true) return false
  return (status === undefined || status === 408 || status === 409 || status === 429 || status >= 500) && !isQuota(error)
}

export const pRetryWithClasses: CorrectApp = {
  name: 'p-retry-with-classes',
  story: 'p-retry, with every failure told apart before it is tried again.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
  ],
  task: () =>
    pRetry(
      () =>
        askOpenAI().catch((error: Error) => {
          throw mayPass(error) ? error : new AbortError(error)
        }),
      { retries: 2, minTimeout: 1_000, randomize: true },
    ),
}
