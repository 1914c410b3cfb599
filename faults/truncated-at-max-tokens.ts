import { z } from 'zod'
import { defineFault, billed, deltasOfPart, type FaultFactory, type Reply, type ReplyPart } from '../src/kit.ts'

const parameters = z.object({
  after: z.int().nonnegative().default(5).describe('text or tool-argument events that are sent; about a word each'),
})

function cut(parts: readonly ReplyPart[], after: number): ReplyPart[] {
  const kept: ReplyPart[] = []
  let left = after
  for (const part of parts) {
    if (left <= 0) break
    const pieces = [...deltasOfPart(part)]
    const said = pieces.slice(0, left).join('')
    if (part.type !== 'reasoning') left -= pieces.length
    kept.push(part.type === 'tool-call' ? { ...part, arguments: said } : { ...part, text: part.type === 'reasoning' ? part.text : said })
  }
  return kept
}

function lengthOf({ parts }: Reply): number {
  return parts.reduce((sum, part) => sum + (part.type === 'tool-call' ? part.arguments : part.text).length, 0)
}

/**
 * The answer stops at the token limit, inside a word or JSON, with the finish reason `length`.
 * Reported in: https://github.com/ra-jeev/write-assist-ai/issues/32 and apps that never read the finish reason.
 * @example
 * chaos.inject(truncatedAtMaxTokens({ after: 5 }))
 */
export const truncatedAtMaxTokens: FaultFactory<typeof parameters> = defineFault({
  name: 'truncated-at-max-tokens',
  summary: 'the answer ends at the token limit',
  family: 'Answer content',
  needs: ['generation'],
  shows: 'incomplete',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://platform.openai.com/docs/api-reference/chat/object', 'https://github.com/ra-jeev/write-assist-ai/issues/32'],
  breaks: ['no-silent-truncation', 'schema-valid-or-error', 'acts-only-on-complete-calls'],
  parameters,
  answer(reply, { parameters: { after } }) {
    const short = { ...reply, parts: cut(reply.parts, after), finish: 'length' as const }
    return lengthOf(short) === lengthOf(reply) ? reply : billed(short)
  },
})
