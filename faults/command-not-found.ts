import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The command that starts a tool server does not exist: spawning it fails with ENOENT.
 * Reported in: servers started with npx or uvx if it is not installed, or missing from the app's PATH.
 * @example
 * chaos.inject(commandNotFound().for('files'))
 */
export const commandNotFound: FaultFactory<typeof parameters> = defineFault({
  name: 'command-not-found',
  summary: 'the command of a tool server does not exist',
  family: 'Tool servers',
  needs: ['process'],
  shows: 'network-error',
  persistence: 'permanent',
  frequency: 'common',
  sources: [
    'https://github.com/langchain-ai/langchainjs-mcp-adapters/issues/63',
    'https://github.com/Mintplex-Labs/anything-llm/issues/3854',
  ],
  breaks: ['falls-back', 'typed-errors', 'errors-identify-cause'],
  parameters,
  deliver: (beats, { call }) => (call.operation === 'start-server' ? [{ type: 'end', how: 'reset', code: 'ENOENT' }] : beats),
})
