import { commandNotFound } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * One of several tool servers cannot start, and none is used.
 * @example
 * chaos.play(oneServerDownDropsAll({ on: 'orders' }))
 */
export const oneServerDownDropsAll: RecipeFactory = defineRecipe({
  name: 'one-server-down-drops-all',
  summary: 'one of several tool servers cannot be started, and none is used',
  story:
    'In 2026-09 a gateway that queried several stores returned no answer at all if one of them was down. ' +
    'Agents that connect to all of their servers at once do the same. ' +
    'The server that is down can be one that the task does not need.',
  sources: ['https://github.com/BerriAI/litellm/pull/39495', 'https://github.com/langchain-ai/langchainjs-mcp-adapters/issues/63'],
  sourced: ['one store that is down and takes the others with it', 'a command that does not exist on the machine of the app'],
  assumed: [],
  invented: ['the server of the terms'],
  breaks: ['other-servers-work'],
  phases: [
    { from: 0, to: '1h', what: 'the command of the terms does not exist', injections: [commandNotFound().for({ provider: 'terms' })] },
  ],
})
