import type { Exchange, Usage } from '../../kit.ts'
import type { Ids } from './ids.ts'

/** US dollars for a token, in and out: those of a middling model. */
const pricePerToken = { input: 0.000_002_5, output: 0.000_01 } as const

/**
 * What the gateway says of its own part: who answered, and what it cost, in dollars. As
 * https://vercel.com/docs/ai-gateway/sdks-and-apis/typesafe shows it.
 */
export function gatewayMetadata({ generation }: Ids, { call }: Exchange, usage: Usage | undefined): Readonly<Record<string, unknown>> {
  const [provider = call.model] = call.model.split('/', 1)
  const cost = dollars(usage)
  return {
    routing: {
      originalModelId: call.model,
      resolvedProvider: provider,
      fallbacksAvailable: [],
      canonicalSlug: call.model,
      finalProvider: provider,
      modelAttemptCount: 1,
    },
    cost,
    marketCost: cost,
    surchargeCost: '0',
    gatewayCost: cost,
    generationId: generation,
  }
}

function dollars({ inputTokens, outputTokens }: Pick<Usage, 'inputTokens' | 'outputTokens'> = { inputTokens: 0, outputTokens: 0 }): string {
  return String(Number((inputTokens * pricePerToken.input + outputTokens * pricePerToken.output).toFixed(8)))
}
