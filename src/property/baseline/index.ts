import { actsOnReadableCalls } from './checks/acts-on-readable-calls.ts'
import { allOrNothing } from './checks/all-or-nothing.ts'
import { answerAfterRetry } from './checks/answer-after-retry.ts'
import { completeOrMarked } from './checks/complete-or-marked.ts'
import { copiesStayApart } from './checks/copies-stay-apart.ts'
import { effectsOnce } from './checks/effects-as-without-faults.ts'
import { repeats } from './checks/repeats-without-faults.ts'
import { settles } from './checks/every-run-settles.ts'
import { fallbackKeepsRequest } from './checks/fallback-keeps-request.ts'
import { nothingChanges } from './checks/invisible-changes-nothing.ts'
import { inputsNotLost } from './checks/inputs-not-lost.ts'
import { laterRequestsUnchanged } from './checks/later-requests-unchanged.ts'
import { recovers } from './checks/recovers-afterwards.ts'
import { rejectionsHandled } from './checks/rejections-handled.ts'
import { shownAsGiven } from './checks/shown-as-given.ts'
import { usageAddsUp } from './checks/usage-adds-up.ts'
import { abortIsHeeded } from './checks/abort-is-heeded.ts'
import { answersStayInPlace } from './checks/answers-stay-in-place.ts'
import { failuresAreTold } from './checks/failures-are-told.ts'
import { quotaIsNotWaitedOut } from './checks/quota-is-not-waited-out.ts'
import { oneOfTwoAnswers } from './checks/one-of-two-answers.ts'
import { sameAtAnySpeed } from './checks/same-at-any-speed.ts'
import { waitsAsAsked } from './checks/waits-as-asked.ts'
import { failuresCostNothing } from './checks/failures-cost-nothing.ts'
import { limitsStillHold } from './checks/limits-still-hold.ts'
import { staleStaysMarked } from './checks/stale-stays-marked.ts'
import { vectorsFitTexts } from './checks/vectors-fit-texts.ts'
import type { BaselineCheck } from './check.ts'

/** All baseline checks, the most informative first: if a plan violates several, the first is reported. */
export const baselineChecks: readonly BaselineCheck[] = [
  completeOrMarked,
  actsOnReadableCalls,
  effectsOnce,
  allOrNothing,
  nothingChanges,
  answersStayInPlace,
  vectorsFitTexts,
  shownAsGiven,
  abortIsHeeded,
  copiesStayApart,
  answerAfterRetry,
  recovers,
  staleStaysMarked,
  laterRequestsUnchanged,
  fallbackKeepsRequest,
  oneOfTwoAnswers,
  sameAtAnySpeed,
  waitsAsAsked,
  quotaIsNotWaitedOut,
  failuresAreTold,
  inputsNotLost,
  usageAddsUp,
  limitsStillHold,
  failuresCostNothing,
  settles,
  repeats,
  rejectionsHandled,
]
