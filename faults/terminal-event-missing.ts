import { z } from 'zod'
import { defineFault, withoutTerminal, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  from: z
    .enum(['finish', 'terminal'])
    .default('finish')
    .describe(
      'what is missing: everything from the finish reason and the usage on, or only the marker after them, if the provider has one',
    ),
})

/**
 * All text arrives and the body ends cleanly, but the finish reason and the terminal event are missing.
 * Reported in: https://github.com/CommandCodeAI/command-code/issues/785 (the body ends cleanly without a terminal event).
 * @example
 * chaos.inject(terminalEventMissing())
 */
export const terminalEventMissing: FaultFactory<typeof parameters> = defineFault({
  name: 'terminal-event-missing',
  summary: 'the terminal event is missing',
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
