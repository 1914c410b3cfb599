import pRetry from 'p-retry'
import { noRetryOfPermanent } from '../../../src/property/index.ts'
import { askOpenAI } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const retriesBadRequests: BuggyApp = {
  name: 'retries-bad-requests',
  story: 'p-retry tries whatever failed again, also a request that can never succeed.',
  source: 'https://github.com/BerriAI/litellm/issues/19216',
  property: noRetryOfPermanent(),
  task: () => pRetry(() => askOpenAI(), { retries: 3 }),
}
