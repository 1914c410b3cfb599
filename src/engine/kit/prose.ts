import type { FaultContext } from '../model/fault.ts'
import { billed, withParts } from './reply.ts'
import type { Reply } from '../model/reply.ts'

/** What a fault makes of prose: another text, or `undefined` where the text has nothing that it could change. */
export type ProseChange<Parameters> = (text: string, context: FaultContext<Parameters>, reply: Reply) => string | undefined

/**
 * An answer stage that changes what the model says in prose, and bills what it then says. JSON that was asked for, tool
 * calls and refusals go through as they are.
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

/** The sentences of a text, each with the space behind it. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/[^.!?]+[.!?]+\s*|[^.!?]+$/g) ?? [text]
}
