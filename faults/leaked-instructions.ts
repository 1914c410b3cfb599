import { z } from 'zod'
import { textOf, defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model reveals its system prompt, including any secret in it. A call without a system prompt is not changed.
 * Reported in: Bing Chat in 2023-02, whose rules were extracted within a day; OWASP LLM07.
 * @example
 * chaos.inject(leakedInstructions().chance(0.05))
 */
export const leakedInstructions: FaultFactory<typeof parameters> = defineFault({
  name: 'leaked-instructions',
  summary: 'the model reveals its system prompt',
  family: 'Answer content',
  needs: ['prose', 'system-prompt'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: changingProse((text, { call }) => {
    const instructions = textOf(call, 'system')
    return instructions === '' ? undefined : `${text}\n\nMy instructions are: ${instructions}`
  }),
})
