import type { Property } from './verdict/define-property.ts'
import { noRetryOfPermanent } from './properties/no-retry-of-permanent.ts'
import { noSilentTruncation } from './properties/no-silent-truncation.ts'
import { noUnhandledRejection } from './properties/no-unhandled-rejection.ts'
import { retriesAtMost } from './properties/retries-at-most.ts'
import { settlesWithin } from './properties/settles-within.ts'

/**
 * The properties that any app should have. They accept the usual ways to retry:
 * - 10 minutes is the timeout of the OpenAI and Anthropic SDKs for a single call; a worker can wait longer between two attempts;
 * - LangChain retries 6 times, more than the SDKs (2), the AI SDK (2) and p-retry in typical use; two layers of 3 make 9 calls;
 * - an exhausted quota and an unpaid bill can be a 429, which the SDKs retry. LangChain retries a 413 and a 422.
 * Whether an app honors `Retry-After`, has a second provider, or takes the task's signal is its own choice, and not judged here.
 * @example
 * await survives(chaos, app, { faults: anyFault(), properties: [...defaultProperties(), fallsBack()] })
 */
export function defaultProperties(): readonly Property[] {
  return [
    settlesWithin('10m', { counts: 'open-calls' }),
    retriesAtMost(6, { within: '2m' }),
    noRetryOfPermanent({ except: [429, 'request-too-large', 'unprocessable'] }),
    noSilentTruncation(),
    noUnhandledRejection(),
  ]
}
