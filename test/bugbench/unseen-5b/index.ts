import type { YardstickApp } from '../yardstick-app.ts'
import { councilMinutes } from './buggy/council-minutes.ts'
import { deedSplitter } from './buggy/deed-splitter.ts'
import { docsRelay } from './buggy/docs-relay.ts'
import { faqCache } from './buggy/faq-cache.ts'
import { recipeIndex } from './buggy/recipe-index.ts'

/** Apps with exactly one planted bug each. */
export const buggyApps: readonly YardstickApp[] = [councilMinutes, deedSplitter, docsRelay, faqCache, recipeIndex]

/** Apps that do right, near the border. */
export const rightApps: readonly YardstickApp[] = []
