import { z } from 'zod'
import { duration, defineFault, withParts, inAnotherStyle, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  at: duration.default(0).describe('when the name moves, in ms on the clock'),
  to: z.string().min(1).optional().describe('the build that answers from then on. Default: the requested name with a date'),
})

/**
 * From some time on, a model name points to another build. The response names that build.
 * Reported in: OpenAI, whose undated names move to the newest build, and Google, which redirects old ones.
 * @example
 * chaos.inject(aliasMoved({ at: '30m', to: 'gpt-4o-2026-10-01' }))
 */
export const aliasMoved: FaultFactory<typeof parameters> = defineFault({
  name: 'alias-moved',
  summary: 'a model alias points to another build',
  family: 'Model identity',
  needs: ['generation'],
  shows: 'wrong-metadata',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://platform.openai.com/docs/models', 'https://ai.google.dev/gemini-api/docs/deprecations'],
  breaks: ['detects-model-swap', 'consistent-under-paraphrase'],
  parameters,
  answer(reply, { call, parameters: { at, to = `${reply.model}-2026-11-01` }, drawnFor }) {
    if (call.at < at || to === reply.model) return reply
    const random = drawnFor(to)
    const moved = { ...reply, model: to, answeredBy: to, fingerprint: `fp_${random.id(10, 'hexadecimal')}` }
    return call.output === undefined
      ? withParts(moved, (part) => (part.type === 'text' ? { ...part, text: inAnotherStyle(part.text, random) } : part))
      : moved
  },
})
