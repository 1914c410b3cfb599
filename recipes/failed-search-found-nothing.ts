import { protocolError } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A failed search is treated as one without results.
 * @example
 * chaos.play(failedSearchFoundNothing({ on: 'orders' }))
 */
export const failedSearchFoundNothing: RecipeFactory = defineRecipe({
  name: 'failed-search-found-nothing',
  summary: 'a failed search is treated as one that found nothing',
  story:
    'Servers and agents of 2026 reported a failed search as an empty result, so the model answered that nothing was found. ' +
    'The search index was down. ' +
    'Neither the log nor the answer of the agent reported it.',
  sources: ['https://github.com/ogx-ai/ogx/issues/6092', 'https://github.com/HKUDS/LightRAG/pull/3496'],
  sourced: ['failed vector searches that were reported as empty'],
  assumed: ['every search fails'],
  invented: ['the shop'],
  breaks: ['no-silent-tool-failure', 'reports-tool-failures'],
  phases: [{ from: 0, to: '1h', what: 'every search fails', injections: [protocolError().for({ provider: 'shop' })] }],
})
