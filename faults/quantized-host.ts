import { z } from 'zod'
import { falsify, defineFault, changingProse, sentencesOf, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  rate: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('the share of sentences that are wrong after a short input; it doubles with every 8,000 tokens'),
})

/**
 * The model runs at fewer bits than its name promises. Each sentence has a small chance of being wrong, higher after long input.
 * Reported in: arXiv 2505.20276: 8 bits cost 0.8%, 4 bits up to 59% on long inputs.
 * @example
 * chaos.inject(quantizedHost({ rate: 0.1 }))
 */
export const quantizedHost: FaultFactory<typeof parameters> = defineFault({
  name: 'quantized-host',
  summary: 'the model runs at a lower precision',
  family: 'Model identity',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'rare',
  sources: ['https://arxiv.org/abs/2505.20276', 'https://github.com/MoonshotAI/K2-Vendor-Verifier'],
  breaks: ['guardrail-catches', 'detects-model-swap'],
  parameters,
  answer: changingProse((text, { call, parameters: { rate }, random }, { facts }) => {
    const chance = Math.min(1, rate * 2 ** (call.inputTokens / 8_000))
    return sentencesOf(text)
      .map((sentence) => (random.chance(chance) ? (falsify(sentence, 'any', { random, facts })?.text ?? sentence) : sentence))
      .join('')
  }),
})
