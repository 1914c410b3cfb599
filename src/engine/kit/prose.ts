import type { FaultContext } from '../model/fault.ts'
import { billed, withParts } from './reply.ts'
import type { Reply } from '../model/reply.ts'

/** Returns the changed text, or `undefined` if there is nothing to change. */
export type ProseChange<Parameters> = (text: string, context: FaultContext<Parameters>, reply: Reply) => string | undefined

/**
 * Makes an `answer` stage that changes the model's free text and bills the new text. Structured output, tool calls and refusals are
 * unchanged.
 * @example
 * const shout = defineFault({
 *   name: 'shouting',
 *   summary: 'the model answers in capitals',
 *   family: 'Answer content',
 *   needs: ['prose'],
 *   shows: 'wrong-content',
 *   persistence: 'transient',
 *   frequency: 'rare',
 *   sources: [],
 *   breaks: [],
 *   parameters: z.object({}),
 *   answer: changingProse((text) => text.toUpperCase()),
 * })
 */
export function changingProse<Parameters>(change: ProseChange<Parameters>): (reply: Reply, context: FaultContext<Parameters>) => Reply {
  return (reply, context) => {
    if (context.call.output !== undefined) return reply
    const changed = withParts(reply, (part) => {
      const text = part.type === 'text' ? change(part.text, context, reply) : undefined
      return text === undefined || (part.type === 'text' && part.text === text) ? part : { type: 'text', text }
    })
    return changed === reply ? reply : billed(changed)
  }
}
