import { z } from 'zod'
import { defineFault, withoutMiddle, withoutMiddleOfText, type Message, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  window: z.int().positive().default(8_000).describe('tokens of the conversation that the model reads'),
})

/** A token is about four characters of English. */
const charactersPerToken = 4

function shortened(message: Message, characters: number): Message {
  const parts = message.parts.map((part) =>
    'text' in part && part.text.length > characters ? { ...part, text: withoutMiddleOfText(part.text, characters) } : part,
  )
  return parts.every((part, index) => part === message.parts[index]) ? message : { ...message, parts }
}

/**
 * The model ignores the middle of a long conversation and reads only its start and end.
 * Reported in: Lost in the Middle (arXiv 2307.03172) and NoLiMa (arXiv 2502.05167): GPT-4o falls from 99 to 70% at 32k tokens.
 * @example
 * chaos.inject(contextCollapse({ window: 2_000 }))
 */
export const contextCollapse: FaultFactory<typeof parameters> = defineFault({
  name: 'context-collapse',
  summary: 'the model ignores the middle of a long conversation',
  family: 'Context',
  needs: ['long-input'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2307.03172', 'https://arxiv.org/abs/2502.05167'],
  breaks: ['guardrail-catches', 'handles-over-long-input'],
  parameters,
  perceive(call, { parameters: { window }, note }) {
    if (call.inputTokens <= window) return call
    const messages = withoutMiddle(call.messages, window).map((message) => shortened(message, window * charactersPerToken))
    if (messages.length === call.messages.length && messages.every((message, index) => message === call.messages[index])) return call
    note(`read ${messages.length} of ${call.messages.length} messages`)
    return { ...call, messages }
  },
})
