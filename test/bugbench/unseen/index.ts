import type { YardstickApp } from '../yardstick-app.ts'
import { abortRetried } from './buggy/abort-retried.ts'
import { apologyCached } from './buggy/apology-cached.ts'
import { cancelledMailSent } from './buggy/cancelled-mail-sent.ts'
import { continuationLost } from './buggy/continuation-lost.ts'
import { creditNotReturned } from './buggy/credit-not-returned.ts'
import { cutSummaryStored } from './buggy/cut-summary-stored.ts'
import { emptyStreamNoFallback } from './buggy/empty-stream-no-fallback.ts'
import { errorTextAsAnswer } from './buggy/error-text-as-answer.ts'
import { failedCompactionForgets } from './buggy/failed-compaction-forgets.ts'
import { fallbackMarkedDead } from './buggy/fallback-marked-dead.ts'
import { fallbackUnchecked } from './buggy/fallback-unchecked.ts'
import { formerTenantKept } from './buggy/former-tenant-kept.ts'
import { hedgeNeverSettles } from './buggy/hedge-never-settles.ts'
import { missingUsageIsFree } from './buggy/missing-usage-is-free.ts'
import { moderationFailsOpen } from './buggy/moderation-fails-open.ts'
import { noIdleLimit } from './buggy/no-idle-limit.ts'
import { orderLost } from './buggy/order-lost.ts'
import { orderTwiceAtOnce } from './buggy/order-twice-at-once.ts'
import { probeFlagStuck } from './buggy/probe-flag-stuck.ts'
import { quantityDefaultsToOne } from './buggy/quantity-defaults-to-one.ts'
import { refundTwice } from './buggy/refund-twice.ts'
import { refusalMailed } from './buggy/refusal-mailed.ts'
import { rejectedIndexKept } from './buggy/rejected-index-kept.ts'
import { remindersAgain } from './buggy/reminders-again.ts'
import { repairedHalfList } from './buggy/repaired-half-list.ts'
import { retriesRefusedKey } from './buggy/retries-refused-key.ts'
import { retryAppendsAgain } from './buggy/retry-appends-again.ts'
import { retryDateNotANumber } from './buggy/retry-date-not-a-number.ts'
import { sharedBuffer } from './buggy/shared-buffer.ts'
import { shortEmbeddingBatch } from './buggy/short-embedding-batch.ts'
import { slotLeaked } from './buggy/slot-leaked.ts'
import { slowOrderTwice } from './buggy/slow-order-twice.ts'
import { stockStaysReserved } from './buggy/stock-stays-reserved.ts'
import { titleRejectsAlone } from './buggy/title-rejects-alone.ts'
import { trimsSystemPrompt } from './buggy/trims-system-prompt.ts'
import { utf8InPieces } from './buggy/utf8-in-pieces.ts'
import { breakerWithProbe } from './right/breaker-with-probe.ts'
import { chatRollsBack } from './right/chat-rolls-back.ts'
import { cockatielPolicies } from './right/cockatiel-policies.ts'
import { degradedSaysSo } from './right/degraded-says-so.ts'
import { estimatesUsage } from './right/estimates-usage.ts'
import { fallbackNamesModel } from './right/fallback-names-model.ts'
import { hedgeStopsLoser } from './right/hedge-stops-loser.ts'
import { keywordSearch } from './right/keyword-search.ts'
import { learningLimit } from './right/learning-limit.ts'
import { neverRetries } from './right/never-retries.ts'
import { nullOnFailure } from './right/null-on-failure.ts'
import { partialResultsMarked } from './right/partial-results-marked.ts'
import { patientWorker } from './right/patient-worker.ts'
import { proxyMarksBreak } from './right/proxy-marks-break.ts'
import { refundOnce } from './right/refund-once.ts'
import { remembersRefusal } from './right/remembers-refusal.ts'
import { requeues } from './right/requeues.ts'
import { retractsOnRetry } from './right/retracts-on-retry.ts'
import { singleFlight } from './right/single-flight.ts'
import { staleWithMark } from './right/stale-with-mark.ts'
import { unknownIfUnreadable } from './right/unknown-if-unreadable.ts'
import { voteOfThree } from './right/vote-of-three.ts'

/** Apps with exactly one planted bug each. */
export const buggy: readonly YardstickApp[] = [
  abortRetried,
  apologyCached,
  cancelledMailSent,
  continuationLost,
  creditNotReturned,
  cutSummaryStored,
  emptyStreamNoFallback,
  errorTextAsAnswer,
  failedCompactionForgets,
  fallbackMarkedDead,
  fallbackUnchecked,
  formerTenantKept,
  hedgeNeverSettles,
  missingUsageIsFree,
  moderationFailsOpen,
  noIdleLimit,
  orderLost,
  orderTwiceAtOnce,
  probeFlagStuck,
  quantityDefaultsToOne,
  refundTwice,
  refusalMailed,
  rejectedIndexKept,
  remindersAgain,
  repairedHalfList,
  retriesRefusedKey,
  retryAppendsAgain,
  retryDateNotANumber,
  sharedBuffer,
  shortEmbeddingBatch,
  slotLeaked,
  slowOrderTwice,
  stockStaysReserved,
  titleRejectsAlone,
  trimsSystemPrompt,
  utf8InPieces,
]

/** Apps that are right, near the border. */
export const right: readonly YardstickApp[] = [
  breakerWithProbe,
  chatRollsBack,
  cockatielPolicies,
  degradedSaysSo,
  estimatesUsage,
  fallbackNamesModel,
  hedgeStopsLoser,
  keywordSearch,
  learningLimit,
  neverRetries,
  nullOnFailure,
  partialResultsMarked,
  patientWorker,
  proxyMarksBreak,
  refundOnce,
  remembersRefusal,
  requeues,
  retractsOnRetry,
  singleFlight,
  staleWithMark,
  unknownIfUnreadable,
  voteOfThree,
]
