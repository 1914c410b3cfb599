import type { YardstickApp } from '../yardstick-app.ts'
import { breakerWaitsForARefusedProbe } from './buggy/breaker-waits-for-a-refused-probe.ts'
import { briefingStoreTakesAnEmptyPage } from './buggy/briefing-store-takes-an-empty-page.ts'
import { catalogTranslationsSlipARow } from './buggy/catalog-translations-slip-a-row.ts'
import { compactionDropsWhatItCannotSumUp } from './buggy/compaction-drops-what-it-cannot-sum-up.ts'
import { fallbackSkipsTheLengthCheck } from './buggy/fallback-skips-the-length-check.ts'
import { faqCacheKeepsTheApology } from './buggy/faq-cache-keeps-the-apology.ts'
import { forumGateOpensOnNoVerdict } from './buggy/forum-gate-opens-on-no-verdict.ts'
import { handbookChatKeepsAnOpenToolCall } from './buggy/handbook-chat-keeps-an-open-tool-call.ts'
import { hedgeLeaksTheReservation } from './buggy/hedge-leaks-the-reservation.ts'
import { mailQueueWaitsForARefusedMail } from './buggy/mail-queue-waits-for-a-refused-mail.ts'
import { menuRepairsACutAllergenList } from './buggy/menu-repairs-a-cut-allergen-list.ts'
import { messagesProxyStopsPolitely } from './buggy/messages-proxy-stops-politely.ts'
import { orderWebhookMarksBeforeWork } from './buggy/order-webhook-marks-before-work.ts'
import { resumedCaseMailsAgain } from './buggy/resumed-case-mails-again.ts'
import { sharedLookupRemembersAnAbort } from './buggy/shared-lookup-remembers-an-abort.ts'
import { teamChatTakesBackTheWrongMessage } from './buggy/team-chat-takes-back-the-wrong-message.ts'
import { ticketAgentActsBeforeTheStreamEnds } from './buggy/ticket-agent-acts-before-the-stream-ends.ts'
import { voiceSpeaksTheRestOfTheLastAnswer } from './buggy/voice-speaks-the-rest-of-the-last-answer.ts'
import { commentGateHoldsWithoutVerdict } from './right/comment-gate-holds-without-verdict.ts'
import { essayEditorKeepsTheStoppedDraft } from './right/essay-editor-keeps-the-stopped-draft.ts'
import { formReaderShowsWhatItHas } from './right/form-reader-shows-what-it-has.ts'
import { importQueueParksRefusedRows } from './right/import-queue-parks-refused-rows.ts'
import { kitchenVoiceTakesBackAndStartsAnew } from './right/kitchen-voice-takes-back-and-starts-anew.ts'
import { labelVoteNeedsTwoOfThree } from './right/label-vote-needs-two-of-three.ts'
import { nightWorkerWaitsAndRemembers } from './right/night-worker-waits-and-remembers.ts'
import { refundDeskRepeatsUnderOneKey } from './right/refund-desk-repeats-under-one-key.ts'
import { relayForwardsTheError } from './right/relay-forwards-the-error.ts'
import { tenantDashboardServesYesterday } from './right/tenant-dashboard-serves-yesterday.ts'
import { travelChatForgetsFailedTurns } from './right/travel-chat-forgets-failed-turns.ts'
import { weatherGateRefusesQuickly } from './right/weather-gate-refuses-quickly.ts'

export const buggyApps: readonly YardstickApp[] = [
  breakerWaitsForARefusedProbe,
  briefingStoreTakesAnEmptyPage,
  catalogTranslationsSlipARow,
  compactionDropsWhatItCannotSumUp,
  fallbackSkipsTheLengthCheck,
  faqCacheKeepsTheApology,
  forumGateOpensOnNoVerdict,
  handbookChatKeepsAnOpenToolCall,
  hedgeLeaksTheReservation,
  mailQueueWaitsForARefusedMail,
  menuRepairsACutAllergenList,
  messagesProxyStopsPolitely,
  orderWebhookMarksBeforeWork,
  resumedCaseMailsAgain,
  sharedLookupRemembersAnAbort,
  teamChatTakesBackTheWrongMessage,
  ticketAgentActsBeforeTheStreamEnds,
  voiceSpeaksTheRestOfTheLastAnswer,
]

export const rightApps: readonly YardstickApp[] = [
  commentGateHoldsWithoutVerdict,
  essayEditorKeepsTheStoppedDraft,
  formReaderShowsWhatItHas,
  importQueueParksRefusedRows,
  kitchenVoiceTakesBackAndStartsAnew,
  labelVoteNeedsTwoOfThree,
  nightWorkerWaitsAndRemembers,
  refundDeskRepeatsUnderOneKey,
  relayForwardsTheError,
  tenantDashboardServesYesterday,
  travelChatForgetsFailedTurns,
  weatherGateRefusesQuickly,
]
