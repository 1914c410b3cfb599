import { ExponentialBackoff, handleWhen, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel'
import {
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { askOpenAI, openaiClient, statusOf } from '../clients.ts'

/** Whether a retry can help, and the provider gave no time to wait. */
function mayPass(error: unknown): boolean {
  const status = statusOf(error)
  const { headers } = error as { headers?: Headers }
  return status !== undefined && status >= 500 && headers?.has('retry-after') !== true && headers?.has('retry-after-ms') !== true
}

const policy = () =>
  wrap(
    timeout(60_000, TimeoutStrategy.Aggressive),
    retry(handleWhen(mayPass), { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 500, maxDelay: 4_000 }) }),
    timeout(15_000, TimeoutStrategy.Aggressive),
  )

export const cockatielPolicies: CorrectApp = {
  name: 'cockatiel-policies',
  story: 'cockatiel: a timeout within retries within a deadline.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
  ],
  task: () => policy().execute(({ signal }) => askOpenAI(openaiClient(), signal)),
}
