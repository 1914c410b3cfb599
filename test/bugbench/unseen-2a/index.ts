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
export const rightApps: readonly YardstickApp[] = []
