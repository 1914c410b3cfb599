import { answerAfterRetry } from './checks/answer-after-retry.ts'
import { completeOrMarked } from './checks/complete-or-marked.ts'
import { copiesStayApart } from './checks/copies-stay-apart.ts'
import { effectsOnce } from './checks/effects-as-without-faults.ts'
import { repeats } from './checks/repeats-without-faults.ts'
import { settles } from './checks/every-run-settles.ts'
import { fallbackKeepsRequest } from './checks/fallback-keeps-request.ts'
import { nothingChanges } from './checks/invisible-changes-nothing.ts'
import { laterRequestsUnchanged } from './checks/later-requests-unchanged.ts'
import { recovers } from './checks/recovers-afterwards.ts'
import { rejectionsHandled } from './checks/rejections-handled.ts'
import { usageAddsUp } from './checks/usage-adds-up.ts'
import type { BaselineCheck } from './check.ts'

/** All baseline checks, the most telling first: if a plan violates several, the first is reported. */
export const baselineChecks: readonly BaselineCheck[] = [
  completeOrMarked,
  effectsOnce,
  nothingChanges,
  copiesStayApart,
  answerAfterRetry,
  recovers,
  laterRequestsUnchanged,
  fallbackKeepsRequest,
  usageAddsUp,
  settles,
  repeats,
  rejectionsHandled,
]
