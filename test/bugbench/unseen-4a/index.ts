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

export const rightApps: readonly YardstickApp[] = []
