import type { YardstickApp } from '../yardstick-app.ts'
import { applicantProfiles } from './buggy/applicant-profiles.ts'
import { boatRadio } from './buggy/boat-radio.ts'
import { chatNames } from './buggy/chat-names.ts'
import { councilMinutes } from './buggy/council-minutes.ts'
import { deedSplitter } from './buggy/deed-splitter.ts'
import { docsRelay } from './buggy/docs-relay.ts'
import { faqCache } from './buggy/faq-cache.ts'
import { homeworkHelper } from './buggy/homework-helper.ts'
import { hutBooking } from './buggy/hut-booking.ts'
import { menuBreaker } from './buggy/menu-breaker.ts'
import { outboxLetters } from './buggy/outbox-letters.ts'
import { postPublisher } from './buggy/post-publisher.ts'
import { recipeIndex } from './buggy/recipe-index.ts'
import { tenantMeter } from './buggy/tenant-meter.ts'
import { trailReport } from './buggy/trail-report.ts'
import { allotmentDesk } from './right/allotment-desk.ts'
import { boatAds } from './right/boat-ads.ts'
import { choirLetters } from './right/choir-letters.ts'
import { clubMeter } from './right/club-meter.ts'
import { dialectBook } from './right/dialect-book.ts'
import { floodNotes } from './right/flood-notes.ts'
import { kidsStory } from './right/kids-story.ts'
import { leaseHalves } from './right/lease-halves.ts'
import { marketStall } from './right/market-stall.ts'
import { mountainClinic } from './right/mountain-clinic.ts'
import { newsRelay } from './right/news-relay.ts'
import { nightHotline } from './right/night-hotline.ts'
import { steuerAuskunft } from './right/steuer-auskunft.ts'
import { tideBoard } from './right/tide-board.ts'
import { wineSearch } from './right/wine-search.ts'

/** Apps with exactly one planted bug each. */
export const buggyApps: readonly YardstickApp[] = [
  applicantProfiles,
  boatRadio,
  chatNames,
  councilMinutes,
  deedSplitter,
  docsRelay,
  faqCache,
  homeworkHelper,
  hutBooking,
  menuBreaker,
  outboxLetters,
  postPublisher,
  recipeIndex,
  tenantMeter,
  trailReport,
]

/** Apps that do right, near the border. */
export const rightApps: readonly YardstickApp[] = [
  allotmentDesk,
  boatAds,
  choirLetters,
  clubMeter,
  dialectBook,
  floodNotes,
  kidsStory,
  leaseHalves,
  marketStall,
  mountainClinic,
  newsRelay,
  nightHotline,
  steuerAuskunft,
  tideBoard,
  wineSearch,
]
