import { formatDuration, overlong, problemWriter, retryHeaders, worded } from '../../kit.ts'
import type { Exchange, Problem, ProblemTable, ProblemWording } from '../../kit.ts'
import type { HostError } from '../openai/problem.ts'
import { upstreamOf } from './upstream.ts'

interface OpenRouterWording extends ProblemWording {
  /** OpenRouter's own name for the kind of error, the same in all its endpoints (@openrouter/sdk, models/apierrortype). */
  readonly type: string
  /** The origin of the error: OpenRouter itself, or the upstream provider. */
  readonly from: 'router' | 'upstream'
}

/**
 * OpenRouter's wording of each failure. An upstream provider's error is in the metadata, and the message is always the same.
 * Sources: https://openrouter.ai/docs/api-reference/errors, the errors of @openrouter/sdk, and quotes by users:
 * open-webui/computer#293 (429), QwenLM/qwen-code#73 and Alishahryar1/free-claude-code#772 (402).
 */
const wordings: ProblemTable<OpenRouterWording> = {
  'bad-request': { status: 400, type: 'invalid_request', from: 'router', message: 'Invalid request.' },
  'context-length-exceeded': {
    status: 400,
    type: 'context_length_exceeded',
    from: 'router',
    message({ call }) {
      const { window, tokens } = overlong(call, 128_000)
      return `This endpoint's maximum context length is ${window} tokens. However, you requested about ${tokens} tokens of text input. Please reduce the length of either one, or use the "middle-out" transform to compress your prompt automatically.`
    },
  },
  authentication: { status: 401, type: 'authentication', from: 'router', message: 'User not found.' },
  billing: {
    status: 402,
    type: 'payment_required',
    from: 'router',
    message:
      'Insufficient credits. This account never purchased credits. Make sure your key is on the correct account or org, and if so, purchase more at https://openrouter.ai/settings/credits',
  },
  permission: { status: 403, type: 'permission_denied', from: 'router', message: 'This API key is not allowed to use this model.' },
  'model-not-found': {
    status: 404,
    type: 'not_found',
    from: 'router',
    message: ({ call }) => `No endpoints found for ${call.model}.`,
  },
  'not-found': { status: 404, type: 'not_found', from: 'router', message: 'Not Found' },
  conflict: { status: 409, type: 'precondition_failed', from: 'router', message: 'The request is in conflict with another one.' },
  'request-too-large': { status: 413, type: 'payload_too_large', from: 'router', message: 'Request Entity Too Large' },
  unprocessable: {
    status: 422,
    type: 'unprocessable',
    from: 'upstream',
    message: 'The request was well-formed, but could not be processed.',
  },
  'request-timeout': { status: 408, type: 'timeout', from: 'router', message: 'Request timed out.' },
  'rate-limit-requests': {
    status: 429,
    type: 'rate_limit_exceeded',
    from: 'upstream',
    message: ({ call }) =>
      `${call.model} is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits: https://openrouter.ai/settings/integrations`,
  },
  'rate-limit-tokens': {
    status: 429,
    type: 'rate_limit_exceeded',
    from: 'upstream',
    message: ({ call }, { retryAfter }) =>
      `Rate limit reached for ${call.model} on tokens per minute.${retryAfter === undefined ? '' : ` Please try again in ${formatDuration(retryAfter)}.`}`,
  },
  'quota-exhausted': {
    status: 402,
    type: 'payment_required',
    from: 'router',
    message: ({ call }) =>
      `This request requires more credits, or fewer max_tokens. You requested up to ${call.maxTokens ?? 65_536} tokens, but can only afford 0. To increase, visit https://openrouter.ai/settings/credits and upgrade to a paid account`,
  },
  'server-error': { status: 500, type: 'server', from: 'router', message: 'Internal Server Error' },
  'bad-gateway': {
    status: 502,
    type: 'provider_unavailable',
    from: 'upstream',
    message: 'The upstream provider sent an invalid response.',
  },
  unavailable: {
    status: 503,
    type: 'provider_unavailable',
    from: 'router',
    message: 'There is no available model provider that meets your routing requirements.',
  },
  overloaded: { status: 529, type: 'provider_overloaded', from: 'upstream', message: 'The model is currently overloaded.' },
  'gateway-timeout': { status: 524, type: 'timeout', from: 'router', message: 'The upstream provider did not answer in time.' },
}

interface OpenRouterError extends HostError {
  readonly code: number
  readonly metadata: Readonly<Record<string, unknown>>
}

/**
 * An error object: its code is the HTTP status as a number. If other models failed before, it includes their errors, as
 * quoted by LiteLLM users, without the kind of error.
 */
export function errorOf(problem: Problem, exchange: Exchange): OpenRouterError {
  const { status, type, from, message } = worded(wordings, problem, exchange)
  const isUpstream = from === 'upstream' && problem.message === undefined
  const { failedModels = [], ...alone } = exchange
  const earlier = failedModels.map((failed) => earlierError(errorOf(failed.problem, { ...alone, call: failed.call })))
  return {
    message: isUpstream ? 'Provider returned error' : message,
    code: status,
    metadata: {
      error_type: type,
      ...(isUpstream ? { raw: message, provider_name: upstreamOf(exchange.call.model).name } : {}),
      ...(earlier.length === 0 ? {} : { previous_errors: earlier }),
    },
  }
}

function earlierError({ code, message, metadata: { error_type: _type, ...metadata } }: OpenRouterError): unknown {
  return { code, message, ...metadata }
}

/** The limits are reported only if they are exceeded, with the moment of their reset in ms since 1970. */
function problemHeaders(problem: Problem, { limits, date }: Exchange): Readonly<Record<string, string>> {
  const retry = retryHeaders(problem, date)
  if ((problem.status ?? wordings[problem.kind].status) !== 429) return retry
  const { limit, remaining, resetIn } = problem.limits?.requests ?? limits.requests
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(date + resetIn)),
    ...retry,
  }
}

/** A problem as an HTTP error. */
export const httpError = problemWriter(wordings, {
  headers: problemHeaders,
  body: (problem, exchange) => ({ error: errorOf(problem, exchange), user_id: 'user_brownout' }),
})
