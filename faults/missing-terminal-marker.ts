import { z } from 'zod'
import { defineFault, withoutTerminal, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  from: z
    .enum(['finish', 'terminal'])
    .default('finish')
    .describe('what is missing: all from the finish reason and the usage on, or only the marker behind them, where the provider has one'),
})

/**
 * All text comes, but the events that say why it ends and that this was all do not, and the body ends cleanly.
 * Seen in: https://github.com/CommandCodeAI/command-code/issues/785, a clean end of the body without any last event.
 * @example
 * chaos.inject(missingTerminalMarker())
 */
export const missingTerminalMarker: FaultFactory<typeof parameters> = defineFault({
  name: 'missing-terminal-marker',
  summary: 'the events that say the answer is whole never come',
  family: 'Stream',
  needs: ['stream'],
  shows: 'truncation',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/CommandCodeAI/command-code/issues/785', 'https://github.com/can1357/oh-my-pi/issues/9433'],
  breaks: ['falls-back'],
  parameters,
  frame: (items, { parameters: { from } }) => withoutTerminal(items, from === 'finish' ? ['finish', 'terminal'] : ['terminal']),
})
