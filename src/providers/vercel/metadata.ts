import type { Exchange, Usage } from '../../kit.ts'
import type { Ids } from './ids.ts'
import { routingOf } from './routing.ts'

/** US dollars per input and output token, of a mid-priced model. */
const pricePerToken = { input: 0.000_002_5, output: 0.000_01 } as const

/**
 * The gateway's metadata: the provider that answered, and the cost in dollars. As in
 * https://vercel.com/docs/ai-gateway/sdks-and-apis/typesafe.
 */
export function gatewayMetadata({ generation }: Ids, exchange: Exchange, usage: Usage | undefined): Readonly<Record<string, unknown>> {
  const cost = dollars(usage)
  return {
    routing: routingOf(exchange),
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
