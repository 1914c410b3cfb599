import type { YardstickApp } from '../yardstick-app.ts'
import { agentReplaysRefund } from './buggy/agent-replays-refund.ts'
import { backupSummaryCut } from './buggy/backup-summary-cut.ts'
import { breakerProbeNeverEnds } from './buggy/breaker-probe-never-ends.ts'
import { cutToolCallPlacesOrder } from './buggy/cut-tool-call-places-order.ts'
import { moderationReadsRefusalAsSafe } from './buggy/moderation-reads-refusal-as-safe.ts'
import { proxyEndsBrokenStreamWithDone } from './buggy/proxy-ends-broken-stream-with-done.ts'
import { routerNeverHeals } from './buggy/router-never-heals.ts'
import { shortBatchShiftsPassages } from './buggy/short-batch-shifts-passages.ts'

export const buggyApps: readonly YardstickApp[] = [
  agentReplaysRefund,
  backupSummaryCut,
  breakerProbeNeverEnds,
  cutToolCallPlacesOrder,
  moderationReadsRefusalAsSafe,
  proxyEndsBrokenStreamWithDone,
  routerNeverHeals,
  shortBatchShiftsPassages,
]

export const rightApps: readonly YardstickApp[] = []
