import type { YardstickApp } from '../yardstick-app.ts'
import { changedNotesIndexer } from './buggy/changed-notes-indexer.ts'
import { chapterTranslator } from './buggy/chapter-translator.ts'
import { chatRelay } from './buggy/chat-relay.ts'
import { commentGate } from './buggy/comment-gate.ts'
import { dailyTokenCap } from './buggy/daily-token-cap.ts'
import { documentWorker } from './buggy/document-worker.ts'
import { draftWithFallback } from './buggy/draft-with-fallback.ts'
import { orderConfirmations } from './buggy/order-confirmations.ts'
import { recipeImporter } from './buggy/recipe-importer.ts'
import { refundDispatcher } from './buggy/refund-dispatcher.ts'
import { reservedBudget } from './buggy/reserved-budget.ts'
import { semanticAnswerCache } from './buggy/semantic-answer-cache.ts'
import { sharedBriefing } from './buggy/shared-briefing.ts'
import { threadedSession } from './buggy/threaded-session.ts'
import { catalogIndexer } from './right/catalog-indexer.ts'
import { coolingRouter } from './right/cooling-router.ts'
import { countedFlight } from './right/counted-flight.ts'
import { handbookSearch } from './right/handbook-search.ts'
import { hedgedAnswer } from './right/hedged-answer.ts'
import { majorityLabel } from './right/majority-label.ts'
import { markedRelay } from './right/marked-relay.ts'
import { refundAgent } from './right/refund-agent.ts'
import { refusalMemory } from './right/refusal-memory.ts'
import { retractingChat } from './right/retracting-chat.ts'
import { staleBriefing } from './right/stale-briefing.ts'
import { usageMeter } from './right/usage-meter.ts'

export const buggyApps: readonly YardstickApp[] = [
  changedNotesIndexer,
  chapterTranslator,
  chatRelay,
  commentGate,
  dailyTokenCap,
  documentWorker,
  draftWithFallback,
  orderConfirmations,
  recipeImporter,
  refundDispatcher,
  reservedBudget,
  semanticAnswerCache,
  sharedBriefing,
  threadedSession,
]

export const rightApps: readonly YardstickApp[] = [
  catalogIndexer,
  coolingRouter,
  countedFlight,
  handbookSearch,
  hedgedAnswer,
  majorityLabel,
  markedRelay,
  refundAgent,
  refusalMemory,
  retractingChat,
  staleBriefing,
  usageMeter,
]
