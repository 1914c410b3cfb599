import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/engine/fault.ts'
import { withoutTerminal } from '../src/engine/frames.ts'

const parameters = z.object({})

/**
 * All text comes, but the event that says "this was all" does not, and the body ends cleanly.
 * Seen in: streams behind proxies and OpenAI-compatible hosts, https://github.com/vercel/ai/issues/2453.
 * @example
 * chaos.inject(missingTerminalMarker())
 */
export const missingTerminalMarker: FaultFactory<typeof parameters> = defineFault({
  name: 'missing-terminal-marker',
  summary: 'the event that says the answer is whole never comes',
  sources: ['https://github.com/vercel/ai/issues/2453'],
  breaks: ['no-silent-truncation'],
  parameters,
  frame: (items) => withoutTerminal(items),
})
