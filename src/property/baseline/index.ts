import { truncatedCallsHaveNoEffect } from './checks/truncated-calls-have-no-effect.ts'
import { allOrNothing } from './checks/all-or-nothing.ts'
import { answerAfterRetry } from './checks/answer-after-retry.ts'
import { completeOrMarked } from './checks/complete-or-marked.ts'
import { concurrentTasksIsolated } from './checks/concurrent-tasks-isolated.ts'
import { effectsOnce } from './checks/effects-as-without-faults.ts'
import { repeats } from './checks/repeatable-without-faults.ts'
import { settles } from './checks/every-run-settles.ts'
import { fallbackKeepsRequest } from './checks/fallback-keeps-request.ts'
import { nothingChanges } from './checks/chunking-has-no-effect.ts'
import { inputsNotLost } from './checks/inputs-not-lost.ts'
import { laterRequestsUnchanged } from './checks/later-requests-unchanged.ts'
import { recovers } from './checks/recovers-after-faults.ts'
import { rejectionsHandled } from './checks/rejections-handled.ts'
import { shownTextEqualsResult } from './checks/shown-text-equals-result.ts'
import { usageAddsUp } from './checks/usage-adds-up.ts'
import { abortStopsWork } from './checks/abort-stops-work.ts'
import { answersMatchQuestions } from './checks/answers-match-questions.ts'
import { failuresReported } from './checks/failures-reported.ts'
import { exhaustedQuotaNotRetried } from './checks/exhausted-quota-not-retried.ts'
import { oneOfTwoAnswers } from './checks/one-of-two-answers.ts'
import { sameAtAnySpeed } from './checks/same-at-any-speed.ts'
import { waitsAsRequired } from './checks/waits-as-required.ts'
import { failuresCostNothing } from './checks/failures-cost-nothing.ts'
import { limitsStillHold } from './checks/limits-still-hold.ts'
import { staleStaysMarked } from './checks/stale-stays-marked.ts'
import { vectorsMatchTexts } from './checks/vectors-match-texts.ts'
import type { BaselineCheck } from './check.ts'

/** All baseline checks, the most informative first: if a plan violates several, the first is reported. */
export const baselineChecks: readonly BaselineCheck[] = [
  completeOrMarked,
  truncatedCallsHaveNoEffect,
  effectsOnce,
  allOrNothing,
  nothingChanges,
  answersMatchQuestions,
  vectorsMatchTexts,
  shownTextEqualsResult,
  abortStopsWork,
  concurrentTasksIsolated,
  answerAfterRetry,
  recovers,
  staleStaysMarked,
  laterRequestsUnchanged,
  fallbackKeepsRequest,
  oneOfTwoAnswers,
  sameAtAnySpeed,
  waitsAsRequired,
  exhaustedQuotaNotRetried,
  failuresReported,
  inputsNotLost,
  usageAddsUp,
  limitsStillHold,
  failuresCostNothing,
  settles,
  repeats,
  rejectionsHandled,
]
