import { formatDuration, type Exchange, type Problem } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

/** As quoted by users: elizaOS/eliza#4040. */
function limitMessage(unit: 'requests' | 'tokens', { call }: Exchange, { limits, retryAfter }: Problem): string {
  const limit = limits?.[unit]?.limit ?? (unit === 'requests' ? 30 : 6_000)
  const used = limit - (limits?.[unit]?.remaining ?? 0)
  const wait = retryAfter === undefined ? '' : ` Please try again in ${formatDuration(retryAfter)}.`
  return `Rate limit reached for model \`${call.model}\` in organization \`org_brownout\` service tier \`on_demand\` on ${unit} per minute (${unit === 'requests' ? 'RPM' : 'TPM'}): Limit ${limit}, Used ${used}, Requested ${unit === 'requests' ? 1 : call.inputTokens}.${wait} Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing`
}

/**
 * Groq: OpenAI's rate limit headers, and its own wording (https://console.groq.com/docs/errors,
 * https://console.groq.com/docs/rate-limits). A stream reports its usage also under `x_groq`, next to the finish reason.
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://console.groq.com/docs/api-reference#chat',
    responses: 'https://console.groq.com/docs/api-reference#responses',
    models: 'https://console.groq.com/docs/api-reference#models',
    files: 'https://console.groq.com/docs/api-reference#files',
    batches: 'https://console.groq.com/docs/api-reference#batches',
  },
  requestId: (random) => `req_${random.id(26, 'lowercase')}`,
  headers: (requestId) => ({ 'x-request-id': requestId, 'x-groq-region': 'fra' }),
  problems: {
    authentication: { message: 'Invalid API Key' },
    'rate-limit-requests': { message: (exchange, problem) => limitMessage('requests', exchange, problem) },
    'rate-limit-tokens': { message: (exchange, problem) => limitMessage('tokens', exchange, problem) },
    // https://console.groq.com/docs/deprecations; as quoted by users.
    'model-not-found': {
      causes: {
        retired: {
          status: 400,
          code: 'model_decommissioned',
          message: ({ call }) =>
            `The model \`${call.model}\` has been decommissioned and is no longer supported. Please refer to https://console.groq.com/docs/deprecations for a recommendation on which model to use instead.`,
        },
      },
    },
    'server-error': { type: 'internal_server_error', message: 'Internal Server Error' },
    overloaded: {
      type: 'internal_server_error',
      code: 'over_capacity',
      message: ({ call }) => `${call.model} is currently over capacity. Please try again and back off exponentially.`,
    },
  },
  reasoning: {
    field: 'reasoning',
    isShown: ({ include_reasoning: included, reasoning_format: format, reasoning_effort: effort }) =>
      included !== false && format !== 'hidden' && (included === true || format != null || effort != null),
  },
  chat: {
    usagePlace: 'last-chunk',
    lastChunkFields: (usage, requestId) => ({ x_groq: { id: requestId, usage } }),
  },
}
