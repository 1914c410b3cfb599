import { z } from 'zod'
import { defineFault, countTokens, type Message, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  from: z.int().positive().default(200).describe('tokens above which the model ignores the middle of a message'),
})

/** A text without its middle third. The gap begins and ends between lines or words. */
function withoutThird(text: string): string {
  const words = text.split(/(?<=\s)/)
  const third = Math.floor(words.length / 3)
  return [...words.slice(0, third), ...words.slice(words.length - third)].join('')
}

function perceived(message: Message, from: number): Message {
  const parts = message.parts.map((part) =>
    'text' in part && countTokens(part.text) >= from ? { ...part, text: withoutThird(part.text) } : part,
  )
  return parts.every((part, index) => part === message.parts[index]) ? message : { ...message, parts }
}

/**
 * The model ignores the middle of a long message, even if the message fits the context window.
 * Reported in: arXiv 2307.03172: GPT-3.5 answers 75% correctly from the first of twenty documents, and less than 55% from the middle.
 * @example
 * chaos.inject(lostInTheMiddle({ from: 1_000 }))
 */
export const lostInTheMiddle: FaultFactory<typeof parameters> = defineFault({
  name: 'lost-in-the-middle',
  summary: 'the model ignores the middle of a long message',
  family: 'Context',
  needs: ['long-input'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2307.03172'],
  breaks: ['guardrail-catches', 'keeps-required-context'],
  parameters,
  perceive(call, { parameters: { from }, note }) {
    const messages = call.messages.map((message) => perceived(message, from))
    if (messages.every((message, index) => message === call.messages[index])) return call
    note('did not read the middle')
    return { ...call, messages }
  },
})
