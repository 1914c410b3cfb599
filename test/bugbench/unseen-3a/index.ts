import type { YardstickApp } from '../yardstick-app.ts'
import { abortAsksSecond } from './buggy/abort-asks-second.ts'
import { cachedApology } from './buggy/cached-apology.ts'
import { danglingUserTurn } from './buggy/dangling-user-turn.ts'
import { fallbackAppended } from './buggy/fallback-appended.ts'
import { leakedReservation } from './buggy/leaked-reservation.ts'
import { olderSummaryWins } from './buggy/older-summary-wins.ts'
import { orderPlacedTwice } from './buggy/order-placed-twice.ts'
import { probeOnce } from './buggy/probe-once.ts'
import { quotaWaitedOut } from './buggy/quota-waited-out.ts'
import { shortBatch } from './buggy/short-batch.ts'
import { urgentFiledLow } from './buggy/urgent-filed-low.ts'
import { wedgedProbe } from './buggy/wedged-probe.ts'
import { benchedKey } from './right/benched-key.ts'
import { continuedEssay } from './right/continued-essay.ts'
import { hedgedCaption } from './right/hedged-caption.ts'
import { majorityOfThree } from './right/majority-of-three.ts'
import { partialSubtitles } from './right/partial-subtitles.ts'
import { patientDigest } from './right/patient-digest.ts'
import { refundOnce } from './right/refund-once.ts'
import { retractingChat } from './right/retracting-chat.ts'
import { spamOrUnknown } from './right/spam-or-unknown.ts'
import { staleAnswerMarked } from './right/stale-answer-marked.ts'

export const buggyApps: readonly YardstickApp[] = [
  abortAsksSecond,
  cachedApology,
  danglingUserTurn,
  fallbackAppended,
  leakedReservation,
  olderSummaryWins,
  orderPlacedTwice,
  probeOnce,
  quotaWaitedOut,
  shortBatch,
  urgentFiledLow,
  wedgedProbe,
]

export const rightApps: readonly YardstickApp[] = [
  benchedKey,
  continuedEssay,
  hedgedCaption,
  majorityOfThree,
  partialSubtitles,
  patientDigest,
  refundOnce,
  retractingChat,
  spamOrUnknown,
  staleAnswerMarked,
]
