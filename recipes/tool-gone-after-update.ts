import { toolRemoved } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool is gone after an update, but is still called.
 * @example
 * chaos.play(toolGoneAfterUpdate({ on: 'orders' }))
 */
export const toolGoneAfterUpdate: RecipeFactory = defineRecipe({
  name: 'tool-gone-after-update',
  summary: 'a tool no longer exists after an update and is called again',
  story:
    'Servers announce that their tools have changed. ' +
    'None of the clients that were tested reads the list again by itself, and models keep calling the tool that is gone. ' +
    'The error for an unknown tool is clear. ' +
    'Another request for the list would have ended it.',
  sources: ['https://github.com/openai/codex/issues/33266', 'https://github.com/aaif-goose/goose/issues/10433'],
  sourced: ['clients that keep the list of the beginning'],
  assumed: [],
  invented: ['the shop, and its only tool'],
  breaks: ['refreshes-tool-list', 'reports-tool-failures'],
  phases: [{ from: 0, to: '1h', what: 'the shop has lost its tool', injections: [toolRemoved().for({ provider: 'shop' })] }],
})
