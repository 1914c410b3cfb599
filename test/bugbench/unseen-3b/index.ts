import type { YardstickApp } from '../yardstick-app.ts'
import { abortMissedInBackoff } from './buggy/abort-missed-in-backoff.ts'
import { agentReplaysRefund } from './buggy/agent-replays-refund.ts'
import { backupSummaryCut } from './buggy/backup-summary-cut.ts'
import { breakerProbeNeverEnds } from './buggy/breaker-probe-never-ends.ts'
import { cutToolCallPlacesOrder } from './buggy/cut-tool-call-places-order.ts'
import { failedAttemptsNotBilled } from './buggy/failed-attempts-not-billed.ts'
import { moderationReadsRefusalAsSafe } from './buggy/moderation-reads-refusal-as-safe.ts'
import { proxyEndsBrokenStreamWithDone } from './buggy/proxy-ends-broken-stream-with-done.ts'
import { routerNeverHeals } from './buggy/router-never-heals.ts'
import { shortBatchShiftsPassages } from './buggy/short-batch-shifts-passages.ts'
import { toolCallLeftInHistory } from './buggy/tool-call-left-in-history.ts'
import { workerRequeuesBadKey } from './buggy/worker-requeues-bad-key.ts'
import { agentWithLedger } from './right/agent-with-ledger.ts'
import { batchWithMarks } from './right/batch-with-marks.ts'
import { chatTakesTurnBack } from './right/chat-takes-turn-back.ts'
import { hedgedRouter } from './right/hedged-router.ts'
import { keywordSearchWhenBlind } from './right/keyword-search-when-blind.ts'
import { moderationHolds } from './right/moderation-holds.ts'
import { patientNightWorker } from './right/patient-night-worker.ts'
import { proxyForwardsFailure } from './right/proxy-forwards-failure.ts'
import { staleWithMark } from './right/stale-with-mark.ts'
import { voteOfThree } from './right/vote-of-three.ts'

export const buggyApps: readonly YardstickApp[] = [
  abortMissedInBackoff,
  agentReplaysRefund,
  backupSummaryCut,
  breakerProbeNeverEnds,
  cutToolCallPlacesOrder,
  failedAttemptsNotBilled,
  moderationReadsRefusalAsSafe,
  proxyEndsBrokenStreamWithDone,
  routerNeverHeals,
  shortBatchShiftsPassages,
  toolCallLeftInHistory,
  workerRequeuesBadKey,
]

export const rightApps: readonly YardstickApp[] = [
  agentWithLedger,
  batchWithMarks,
  chatTakesTurnBack,
  hedgedRouter,
  keywordSearchWhenBlind,
  moderationHolds,
  patientNightWorker,
  proxyForwardsFailure,
  staleWithMark,
  voteOfThree,
]
