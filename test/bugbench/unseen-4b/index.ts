import type { YardstickApp } from '../yardstick-app.ts'
import { clinicChat } from './buggy/clinic-chat.ts'
import { contractBudget } from './buggy/contract-budget.ts'
import { hedgedTyping } from './buggy/hedged-typing.ts'
import { helpArticles } from './buggy/help-articles.ts'
import { invoiceReader } from './buggy/invoice-reader.ts'
import { keyPool } from './buggy/key-pool.ts'
import { modelRouter } from './buggy/model-router.ts'
import { orderMails } from './buggy/order-mails.ts'
import { paymentReminder } from './buggy/payment-reminder.ts'
import { recipeStream } from './buggy/recipe-stream.ts'
import { reviewSorter } from './buggy/review-sorter.ts'
import { ticketReplies } from './buggy/ticket-replies.ts'
import { translationBreaker } from './buggy/translation-breaker.ts'
import { travelChat } from './buggy/travel-chat.ts'
import { answerRelay } from './right/answer-relay.ts'
import { fareNews } from './right/fare-news.ts'
import { leadForm } from './right/lead-form.ts'
import { meteredNotes } from './right/metered-notes.ts'
import { nightShift } from './right/night-shift.ts'
import { photoCaptions } from './right/photo-captions.ts'
import { quoteDesk } from './right/quote-desk.ts'
import { refundDesk } from './right/refund-desk.ts'
import { spamVote } from './right/spam-vote.ts'
import { symptomLookup } from './right/symptom-lookup.ts'
import { taxAnswers } from './right/tax-answers.ts'
import { tutorChat } from './right/tutor-chat.ts'

/** Apps with exactly one planted bug each. */
export const buggyApps: readonly YardstickApp[] = [
  clinicChat,
  contractBudget,
  hedgedTyping,
  helpArticles,
  invoiceReader,
  keyPool,
  modelRouter,
  orderMails,
  paymentReminder,
  recipeStream,
  reviewSorter,
  ticketReplies,
  translationBreaker,
  travelChat,
]

/** Apps that do right, near the border. */
export const rightApps: readonly YardstickApp[] = [
  answerRelay,
  fareNews,
  leadForm,
  meteredNotes,
  nightShift,
  photoCaptions,
  quoteDesk,
  refundDesk,
  spamVote,
  symptomLookup,
  taxAnswers,
  tutorChat,
]
