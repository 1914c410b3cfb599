import { formatDuration, type Endpoint, type Exchange, type Problem } from '../../../kit.ts'
import { chatDecoder } from '../chat/decode.ts'
import type { ChatFlavor } from '../chat/flavor.ts'
import { looseChatRequest } from '../chat/schema.ts'
import { limitHeaders } from '../headers.ts'
import type { Host } from '../host.ts'
import { chatShowingReasoning, hostLike } from './like.ts'
import { chatEndpoint } from '../chat/index.ts'
import { model, modelList } from '../models/index.ts'
import { responsesEndpoint } from '../responses/index.ts'

/** As users quote it: elizaOS/eliza#4040. */
function limitMessage(unit: 'requests' | 'tokens', { call }: Exchange, { limits, retryAfter }: Problem): string {
  const limit = limits?.[unit]?.limit ?? (unit === 'requests' ? 30 : 6_000)
  const used = limit - (limits?.[unit]?.remaining ?? 0)
  const wait = retryAfter === undefined ? '' : ` Please try again in ${formatDuration(retryAfter)}.`
  return `Rate limit reached for model \`${call.model}\` in organization \`org_brownout\` service tier \`on_demand\` on ${unit} per minute (${unit === 'requests' ? 'RPM' : 'TPM'}): Limit ${limit}, Used ${used}, Requested ${unit === 'requests' ? 1 : call.inputTokens}.${wait} Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing`
}

/** Groq: OpenAI's headers of the limits, and its own words (https://console.groq.com/docs/errors, https://console.groq.com/docs/rate-limits). */
export const groqHost: Host = hostLike({
  requestId: (random) => `req_${random.id(26, 'lowercase')}`,
  headers: ({ limits }, requestId) => ({ 'x-request-id': requestId, 'x-groq-region': 'fra', ...limitHeaders(limits) }),
  tellsLimits: true,
  wordings: {
    authentication: { message: () => 'Invalid API Key' },
    'rate-limit-requests': { message: (exchange, problem) => limitMessage('requests', exchange, problem) },
    'rate-limit-tokens': { message: (exchange, problem) => limitMessage('tokens', exchange, problem) },
    'server-error': { type: 'internal_server_error', message: () => 'Internal Server Error' },
    overloaded: {
      type: 'internal_server_error',
      code: 'over_capacity',
      message: ({ call }) => `${call.model} is currently over capacity. Please try again and back off exponentially.`,
    },
  },
})

/** A stream tells its usage under `x_groq`, beside the finish reason. */
export const groqChat: ChatFlavor = {
  ...chatShowingReasoning(groqHost, 'reasoning'),
  documentation: 'https://console.groq.com/docs/api-reference#chat',
  decode: chatDecoder(looseChatRequest, (body) => {
    const { include_reasoning: included, reasoning_format: format } = body as { include_reasoning?: unknown; reasoning_format?: unknown }
    return included !== false && format !== 'hidden' && (included === true || format != null || body.reasoning_effort != null)
  }),
  usagePlace: 'last-chunk',
  closing: (usage, requestId) => ({ x_groq: { id: requestId, usage } }),
}

export const endpoints: readonly Endpoint[] = [
  chatEndpoint(groqChat),
  responsesEndpoint(groqHost, '/responses', 'https://console.groq.com/docs/api-reference#responses'),
  modelList,
  model,
]
