import type { YardstickApp } from '../yardstick-app.ts'
import { chargedAgainOnRetry } from './buggy/charged-again-on-retry.ts'
import { claimTakenAndLost } from './buggy/claim-taken-and-lost.ts'
import { cutDocsCached } from './buggy/cut-docs-cached.ts'
import { failedSpareEndsRace } from './buggy/failed-spare-ends-race.ts'
import { failedSummaryDropsHalf } from './buggy/failed-summary-drops-half.ts'
import { gluedFallback } from './buggy/glued-fallback.ts'
import { hedgeBooksTwice } from './buggy/hedge-books-twice.ts'
import { limitedKeysStayOut } from './buggy/limited-keys-stay-out.ts'
import { olderSuggestionWins } from './buggy/older-suggestion-wins.ts'
import { oversizedBriefRetried } from './buggy/oversized-brief-retried.ts'
import { probeFlagStays } from './buggy/probe-flag-stays.ts'
import { resumeForgetsFirstPart } from './buggy/resume-forgets-first-part.ts'
import { spareSkipsTheSchema } from './buggy/spare-skips-the-schema.ts'
import { stopSendsTheRest } from './buggy/stop-sends-the-rest.ts'
import { toolUseLeftOpen } from './buggy/tool-use-left-open.ts'
import { unknownUsageLiftsBudget } from './buggy/unknown-usage-lifts-budget.ts'
import { unmoderatedOnError } from './buggy/unmoderated-on-error.ts'
import { unreadAmountRefundsAll } from './buggy/unread-amount-refunds-all.ts'
import { unreadableVerdictPasses } from './buggy/unreadable-verdict-passes.ts'
import { vectorsSlide } from './buggy/vectors-slide.ts'
import { altTextsInParts } from './right/alt-texts-in-parts.ts'
import { breakerThatCloses } from './right/breaker-that-closes.ts'
import { diaryThatRollsBack } from './right/diary-that-rolls-back.ts'
import { errorsHandedOn } from './right/errors-handed-on.ts'
import { mailAgentOnce } from './right/mail-agent-once.ts'
import { markedBrokenOff } from './right/marked-broken-off.ts'
import { oneLookupForAll } from './right/one-lookup-for-all.ts'
import { patientArchivist } from './right/patient-archivist.ts'
import { refusedOnceRemembered } from './right/refused-once-remembered.ts'
import { staleTideTable } from './right/stale-tide-table.ts'
import { threeGradersVote } from './right/three-graders-vote.ts'
import { winnerBooks } from './right/winner-books.ts'

/** Apps with exactly one planted bug each. */
export const buggyApps: readonly YardstickApp[] = [
  chargedAgainOnRetry,
  claimTakenAndLost,
  cutDocsCached,
  failedSpareEndsRace,
  failedSummaryDropsHalf,
  gluedFallback,
  hedgeBooksTwice,
  limitedKeysStayOut,
  olderSuggestionWins,
  oversizedBriefRetried,
  probeFlagStays,
  resumeForgetsFirstPart,
  spareSkipsTheSchema,
  stopSendsTheRest,
  toolUseLeftOpen,
  unknownUsageLiftsBudget,
  unmoderatedOnError,
  unreadAmountRefundsAll,
  unreadableVerdictPasses,
  vectorsSlide,
]

/** Apps that are right, near the border. */
export const rightApps: readonly YardstickApp[] = [
  altTextsInParts,
  breakerThatCloses,
  diaryThatRollsBack,
  errorsHandedOn,
  mailAgentOnce,
  markedBrokenOff,
  oneLookupForAll,
  patientArchivist,
  refusedOnceRemembered,
  staleTideTable,
  threeGradersVote,
  winnerBooks,
]
