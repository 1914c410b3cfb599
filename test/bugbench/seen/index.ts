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
import { quotaRetried } from './buggy/quota-retried.ts'
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
import { batchWithFailures } from './right/batch-with-failures.ts'
import { breakerOfCockatiel } from './right/breaker-of-cockatiel.ts'
import { cachesWholeAnswers } from './right/caches-whole-answers.ts'
import { chatKeepsWholeTurns } from './right/chat-keeps-whole-turns.ts'
import { countsItsTries } from './right/counts-its-tries.ts'
import { estimatesUsage } from './right/estimates-usage.ts'
import { halfAnswersMarked } from './right/half-answers-marked.ts'
import { handsErrorsOn } from './right/hands-errors-on.ts'
import { hedgesAndCancels } from './right/hedges-and-cancels.ts'
import { keysRestAndReturn } from './right/keys-rest-and-return.ts'
import { keywordSearchInstead } from './right/keyword-search-instead.ts'
import { moderatesOrHolds } from './right/moderates-or-holds.ts'
import { nullWithoutAnswer } from './right/null-without-answer.ts'
import { outboxMailsLater } from './right/outbox-mails-later.ts'
import { patientWorker } from './right/patient-worker.ts'
import { refundsOnce } from './right/refunds-once.ts'
import { remembersRefusedKey } from './right/remembers-refused-key.ts'
import { repairsOnce } from './right/repairs-once.ts'
import { resultNotException } from './right/result-not-exception.ts'
import { retractsAndRestarts } from './right/retracts-and-restarts.ts'
import { saysItIsDegraded } from './right/says-it-is-degraded.ts'
import { saysUnknown } from './right/says-unknown.ts'
import { servesStaleMarked } from './right/serves-stale-marked.ts'
import { sharesRequests } from './right/shares-requests.ts'
import { twoVendors } from './right/two-vendors.ts'
import { votesOfThree } from './right/votes-of-three.ts'

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
  quotaRetried,
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

/** Apps without a bug, near the border of allowed behavior. */
export const rightApps: readonly YardstickApp[] = [
  batchWithFailures,
  breakerOfCockatiel,
  cachesWholeAnswers,
  chatKeepsWholeTurns,
  countsItsTries,
  estimatesUsage,
  halfAnswersMarked,
  handsErrorsOn,
  hedgesAndCancels,
  keysRestAndReturn,
  keywordSearchInstead,
  moderatesOrHolds,
  nullWithoutAnswer,
  outboxMailsLater,
  patientWorker,
  refundsOnce,
  remembersRefusedKey,
  repairsOnce,
  resultNotException,
  retractsAndRestarts,
  saysItIsDegraded,
  saysUnknown,
  servesStaleMarked,
  sharesRequests,
  twoVendors,
  votesOfThree,
]
