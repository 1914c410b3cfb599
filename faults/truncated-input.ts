import { z } from 'zod'
import { defineFault, withoutEndOfText, type Message, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  tokens: z.int().positive().default(200).describe('tokens of each message that the model reads'),
})

/** A token is about four characters of English. */
const charactersPerToken = 4

function cut(message: Message, characters: number): Message {
  const parts = message.parts.map((part) => ('text' in part ? { ...part, text: withoutEndOfText(part.text, characters) } : part))
  return parts.every((part, index) => 'text' in part && part.text === (message.parts[index] as { text?: string }).text)
    ? message
    : { ...message, parts }
}

/**
 * The provider truncates the input without an error. The end of the longest message is missing.
 * Reported in: Ollama, whose context is a few thousand tokens unless set, and OpenAI's `truncation: auto`.
 * @example
 * chaos.inject(truncatedInput({ tokens: 4_096 }))
 */
export const truncatedInput: FaultFactory<typeof parameters> = defineFault({
  name: 'truncated-input',
  summary: 'the provider truncates the input without an error',
  family: 'Context',
  needs: ['long-input'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://github.com/ollama/ollama/blob/main/docs/faq.mdx', 'https://platform.openai.com/docs/api-reference/responses/create'],
  breaks: ['handles-over-long-input', 'keeps-required-context'],
  parameters,
  perceive(call, { parameters: { tokens }, note }) {
    if (!call.messages.some(({ parts }) => parts.some((part) => 'text' in part && part.text.length > tokens * charactersPerToken)))
      return call
    note(`read ${tokens} tokens of each message`)
    return { ...call, messages: call.messages.map((message) => cut(message, tokens * charactersPerToken)) }
  },
})
