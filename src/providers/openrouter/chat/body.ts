import type { Usage } from '../../../kit.ts'
import type { Payload } from '../../openai/chat/body.ts'

/** US dollars per input and output token, of a mid-priced model. */
const pricePerToken = { input: 0.000_002_5, output: 0.000_01 } as const

function dollars(amount: number): number {
  return Number(amount.toFixed(10))
}

/** The usage of a completion, in tokens and in dollars. */
export function usageOf(usage: Usage): Payload {
  const prompt = dollars(usage.inputTokens * pricePerToken.input)
  const completions = dollars(usage.outputTokens * pricePerToken.output)
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    cost: dollars(prompt + completions),
    is_byok: false,
    prompt_tokens_details: { cached_tokens: usage.cachedInputTokens, audio_tokens: 0 },
    cost_details: {
      upstream_inference_cost: null,
      upstream_inference_prompt_cost: prompt,
      upstream_inference_completions_cost: completions,
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
  }
}
