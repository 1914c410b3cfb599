import type { BuggyApp } from './app.ts'
import { actsOnCutArguments } from './apps/acts-on-cut-arguments.ts'
import { appendsSecondAnswer } from './apps/appends-second-answer.ts'
import { capsRetryAfter } from './apps/caps-retry-after.ts'
import { crashesOnArguments } from './apps/crashes-on-arguments.ts'
import { endlessToolLoop } from './apps/endless-tool-loop.ts'
import { fallsBackOnStatusOnly } from './apps/falls-back-on-status-only.ts'
import { html200Crash } from './apps/html-200-crash.ts'
import { ignoresAbort } from './apps/ignores-abort.ts'
import { ignoresRetryAfter } from './apps/ignores-retry-after.ts'
import { leaksKey } from './apps/leaks-key.ts'
import { leavesStreamOpen } from './apps/leaves-stream-open.ts'
import { losesCause } from './apps/loses-cause.ts'
import { nestedRetries } from './apps/nested-retries.ts'
import { noFallbackInMidStream } from './apps/no-fallback-in-mid-stream.ts'
import { noTimeout } from './apps/no-timeout.ts'
import { readsSecondsOnly } from './apps/reads-seconds-only.ts'
import { refundsTwice } from './apps/refunds-twice.ts'
import { retriesAtOnce } from './apps/retries-at-once.ts'
import { retriesBadRequests } from './apps/retries-bad-requests.ts'
import { retriesForEver } from './apps/retries-for-ever.ts'
import { retriesQuota } from './apps/retries-quota.ts'
import { showsRefusalAsAnswer } from './apps/shows-refusal-as-answer.ts'
import { swallowsEmptyAnswer } from './apps/swallows-empty-answer.ts'
import { swallowsStreamError } from './apps/swallows-stream-error.ts'
import { takesAnthropicCutForWhole } from './apps/takes-anthropic-cut-for-whole.ts'
import { takesCutStreamForWhole } from './apps/takes-cut-stream-for-whole.ts'
import { takesLimitForEnd } from './apps/takes-limit-for-end.ts'
import { trustsFencedJson } from './apps/trusts-fenced-json.ts'
import { trustsToolNames } from './apps/trusts-tool-names.ts'
import { unhandledRejection } from './apps/unhandled-rejection.ts'
import { unknownOverload } from './apps/unknown-overload.ts'

/** Every app with a bug. */
export const bugs: readonly BuggyApp[] = [
  actsOnCutArguments,
  appendsSecondAnswer,
  capsRetryAfter,
  crashesOnArguments,
  endlessToolLoop,
  fallsBackOnStatusOnly,
  html200Crash,
  ignoresAbort,
  ignoresRetryAfter,
  leaksKey,
  leavesStreamOpen,
  losesCause,
  nestedRetries,
  noFallbackInMidStream,
  noTimeout,
  readsSecondsOnly,
  refundsTwice,
  retriesAtOnce,
  retriesBadRequests,
  retriesForEver,
  retriesQuota,
  showsRefusalAsAnswer,
  swallowsEmptyAnswer,
  swallowsStreamError,
  takesAnthropicCutForWhole,
  takesCutStreamForWhole,
  takesLimitForEnd,
  trustsFencedJson,
  trustsToolNames,
  unhandledRejection,
  unknownOverload,
]
