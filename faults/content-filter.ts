import { z } from 'zod'
import { beginningOf, defineFault, billed, withParts, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  share: z.number().min(0).max(1).default(0.3).describe('share of the text that is sent before'),
})

/**
 * A content filter ends the answer early and sets the finish reason.
 * Reported in: Azure OpenAI's content filter, which ends answers with the finish reason `content_filter`.
 * @example
 * chaos.inject(contentFilter().chance(0.01))
 */
export const contentFilter: FaultFactory<typeof parameters> = defineFault({
  name: 'content-filter',
  summary: 'a content filter ends the answer early',
  family: 'Answer content',
  needs: ['generation'],
  shows: 'incomplete',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://learn.microsoft.com/en-us/azure/ai-services/openai/concepts/content-filter'],
  breaks: ['no-silent-truncation', 'schema-valid-or-error', 'falls-back'],
  parameters,
  answer(reply, { parameters: { share } }) {
    const cut = withParts({ ...reply, parts: reply.parts.filter(({ type }) => type !== 'tool-call') }, (part) =>
      part.type === 'text' ? { ...part, text: beginningOf(part.text, Math.floor(part.text.length * share)) } : part,
    )
    // If no text is sent at all, not even its block remains.
    return billed({ ...cut, parts: cut.parts.filter((part) => part.type !== 'text' || part.text !== ''), finish: 'content-filter' })
  },
})
