import type { YardstickApp } from '../yardstick-app.ts'
import { abortAsksTheNext } from './buggy/abort-asks-the-next.ts'
import { agentOrdersTwice } from './buggy/agent-orders-twice.ts'
import { agentRestartsAfterRefund } from './buggy/agent-restarts-after-refund.ts'
import { blankDescriptionPublished } from './buggy/blank-description-published.ts'
import { breakerExtendsItsRest } from './buggy/breaker-extends-its-rest.ts'
import { burntKeys } from './buggy/burnt-keys.ts'
import { cachedApology } from './buggy/cached-apology.ts'
import { cannedLastResort } from './buggy/canned-last-resort.ts'
import { chatBubbleRestarts } from './buggy/chat-bubble-restarts.ts'
import { decoderPerRead } from './buggy/decoder-per-read.ts'
import { digestDrainsFirst } from './buggy/digest-drains-first.ts'
import { errorInHistory } from './buggy/error-in-history.ts'
import { fallbackForGood } from './buggy/fallback-for-good.ts'
import { halfAnswerRemembered } from './buggy/half-answer-remembered.ts'
import { hedgeActsTwice } from './buggy/hedge-acts-twice.ts'
import { invoiceLinesRepaired } from './buggy/invoice-lines-repaired.ts'
import { lastGoodOfAnyTenant } from './buggy/last-good-of-any-tenant.ts'
import { leakedSlot } from './buggy/leaked-slot.ts'
import { missingModelIsNoAnswer } from './buggy/missing-model-is-no-answer.ts'
import { noIdleLimit } from './buggy/no-idle-limit.ts'
import { olderDraftWins } from './buggy/older-draft-wins.ts'
import { onePageFailsAllAgain } from './buggy/one-page-fails-all-again.ts'
import { pollerNeverGivesUp } from './buggy/poller-never-gives-up.ts'
import { probePermitLost } from './buggy/probe-permit-lost.ts'
import { publishesAfterAbort } from './buggy/publishes-after-abort.ts'
import { quotaRetriedForHours } from './buggy/quota-retried-for-hours.ts'
import { raceNotAny } from './buggy/race-not-any.ts'
import { repairThenDefault } from './buggy/repair-then-default.ts'
import { restOnTheWrongName } from './buggy/rest-on-the-wrong-name.ts'
import { retryAfterInMilliseconds } from './buggy/retry-after-in-milliseconds.ts'
import { secondFailureUnreported } from './buggy/second-failure-unreported.ts'
import { secondRestartKeepsBuffer } from './buggy/second-restart-keeps-buffer.ts'
import { shortEmbeddingBatch } from './buggy/short-embedding-batch.ts'
import { sseProxyCutIsDone } from './buggy/sse-proxy-cut-is-done.ts'
import { staleBecomesFresh } from './buggy/stale-becomes-fresh.ts'
import { streamTextBlank } from './buggy/stream-text-blank.ts'
import { trimmingDropsRules } from './buggy/trimming-drops-rules.ts'
import { unansweredTurnStays } from './buggy/unanswered-turn-stays.ts'
import { unmeteredIsFree } from './buggy/unmetered-is-free.ts'
import { voucherByDefault } from './buggy/voucher-by-default.ts'

/** Apps with exactly one planted bug each. */
export const buggyApps: readonly YardstickApp[] = [
  abortAsksTheNext,
  agentOrdersTwice,
  agentRestartsAfterRefund,
  blankDescriptionPublished,
  breakerExtendsItsRest,
  burntKeys,
  cachedApology,
  cannedLastResort,
  chatBubbleRestarts,
  decoderPerRead,
  digestDrainsFirst,
  errorInHistory,
  fallbackForGood,
  halfAnswerRemembered,
  hedgeActsTwice,
  invoiceLinesRepaired,
  lastGoodOfAnyTenant,
  leakedSlot,
  missingModelIsNoAnswer,
  noIdleLimit,
  olderDraftWins,
  onePageFailsAllAgain,
  pollerNeverGivesUp,
  probePermitLost,
  publishesAfterAbort,
  quotaRetriedForHours,
  raceNotAny,
  repairThenDefault,
  restOnTheWrongName,
  retryAfterInMilliseconds,
  secondFailureUnreported,
  secondRestartKeepsBuffer,
  shortEmbeddingBatch,
  sseProxyCutIsDone,
  staleBecomesFresh,
  streamTextBlank,
  trimmingDropsRules,
  unansweredTurnStays,
  unmeteredIsFree,
  voucherByDefault,
]

/** Apps without a bug, near the border of what an app may do. */
export const rightApps: readonly YardstickApp[] = [
  ]
