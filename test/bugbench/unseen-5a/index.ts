import type { YardstickApp } from '../yardstick-app.ts'
import { appointmentAgent } from './buggy/appointment-agent.ts'
import { catalogueTexts } from './buggy/catalogue-texts.ts'
import { compactingAdvisor } from './buggy/compacting-advisor.ts'
import { contractDigest } from './buggy/contract-digest.ts'
import { creditStudio } from './buggy/credit-studio.ts'
import { essayGrader } from './buggy/essay-grader.ts'
import { guardedLine } from './buggy/guarded-line.ts'
import { guestInbox } from './buggy/guest-inbox.ts'
import { invoiceReader } from './buggy/invoice-reader.ts'
import { leadMeter } from './buggy/lead-meter.ts'
import { localNotes } from './buggy/local-notes.ts'
import { morningDigest } from './buggy/morning-digest.ts'
import { orderDesk } from './buggy/order-desk.ts'
import { pressBrief } from './buggy/press-brief.ts'
import { quoteClient } from './buggy/quote-client.ts'
import { searchSuggestions } from './buggy/search-suggestions.ts'
import { ticketRouter } from './buggy/ticket-router.ts'
import { allowanceLedger } from './right/allowance-ledger.ts'
import { checkedStream } from './right/checked-stream.ts'
import { complaintQueue } from './right/complaint-queue.ts'
import { deskWords } from './right/desk-words.ts'
import { duplicateFinder } from './right/duplicate-finder.ts'
import { kitchenVoice } from './right/kitchen-voice.ts'
import { manualQuoter } from './right/manual-quoter.ts'
import { marketReport } from './right/market-report.ts'
import { menuTranslator } from './right/menu-translator.ts'
import { minutesSplitter } from './right/minutes-splitter.ts'
import { recipeFinder } from './right/recipe-finder.ts'
import { rentReminders } from './right/rent-reminders.ts'
import { roomBooker } from './right/room-booker.ts'
import { secondOpinion } from './right/second-opinion.ts'
import { surveyBatch } from './right/survey-batch.ts'
import { titledChat } from './right/titled-chat.ts'
import { tutorSession } from './right/tutor-session.ts'

export const buggyApps: readonly YardstickApp[] = [
  appointmentAgent,
  catalogueTexts,
  compactingAdvisor,
  contractDigest,
  creditStudio,
  essayGrader,
  guardedLine,
  guestInbox,
  invoiceReader,
  leadMeter,
  localNotes,
  morningDigest,
  orderDesk,
  pressBrief,
  quoteClient,
  searchSuggestions,
  ticketRouter,
]

export const rightApps: readonly YardstickApp[] = [
  allowanceLedger,
  checkedStream,
  complaintQueue,
  deskWords,
  duplicateFinder,
  kitchenVoice,
  manualQuoter,
  marketReport,
  menuTranslator,
  minutesSplitter,
  recipeFinder,
  rentReminders,
  roomBooker,
  secondOpinion,
  surveyBatch,
  titledChat,
  tutorSession,
]
