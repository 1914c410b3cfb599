import { ChatAnthropic } from '@langchain/anthropic'
import { z } from 'zod'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

const tags = z.object({ tags: z.array(z.string().min(1)).min(1) })

/** Suggests tags while the user types. They are optional: `null` after a failure. */
function makeSuggestions(): (text: string, signal: AbortSignal) => Promise<readonly string[] | null> {
  const model = new ChatAnthropic({ apiKey: 'test', model: 'claude-haiku-4-5', maxRetries: 0, maxTokens: 200 }).withStructuredOutput(tags, {
    name: 'tags',
  })
  return async (text, signal) => {
    try {
      const found = await model.invoke(`Suggest tags for this note: ${text}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(4_000)]),
      })
      return tags.parse(found).tags
    } catch {
      return null
    }
  }
}

export const nullOnFailure: YardstickApp = {
  name: 'null-on-failure',
  story:
    'Tags are suggested while a user types, by a LangChain model with structured output. They are nice to have: any failure, and a user who types on, gives null, at once and without a retry. The screen shows nothing then.',
  sources: ['vellum-ai/vellum-assistant#702', 'aiosbrain/aios-team-brain#656 (completeTextOrNull)'],
  kind: 'fallback',
  make() {
    const suggest = makeSuggestions()
    return ({ signal }) => suggest('Notes of the harbour tour, with pictures.', signal)
  },
  scripts: ordeals({ isFull: (value) => Array.isArray(value) && value.length > 0, within: 10_000, mayAnswerWhenStopped: true }),
}
