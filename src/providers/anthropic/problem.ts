import { overlong, problemWriter, worded } from '../../kit.ts'
import type { Exchange, Problem, ProblemTable, ProblemWording, WrittenProblem } from '../../kit.ts'
import { organization, problemHeaders } from './headers.ts'

interface AnthropicWording extends ProblemWording {
  readonly type: string
}

/** The window of a model that is not in the table of windows (https://docs.claude.com/en/docs/build-with-claude/context-windows, "200K tokens"). */
const usualWindow = 200_000

const seeDocumentation =
  'For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also contact sales at https://claude.com/contact-sales to discuss your options for a rate limit increase.'

function rateLimitOf(of: 'requests' | 'tokens', unit: string): ProblemWording['message'] {
  return ({ call, limits }, problem) => {
    const { limit } = problem.limits?.[of] ?? limits[of]
    return `This request would exceed your organization's rate limit of ${limit.toLocaleString('en-US')} ${unit} per minute (org: ${organization}, model: ${call.model}). ${seeDocumentation}`
  }
}

/** The monthly spending limit ends with the month, so its response has no retry-after (https://docs.claude.com/en/api/rate-limits#spend-limits). */
function untilNextMonth(reached: string): (exchange: Exchange) => string {
  return ({ date }) => {
    const now = new Date(date)
    const regained = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
    return `${reached} You will regain access on ${regained} at 00:00 UTC.`
  }
}

/** 402 `billing_error` is documented, too, but an exhausted balance is reported like this: anthropics/claude-code#4684, #66314, #91322. */
const spentBalance: AnthropicWording = {
  status: 400,
  type: 'invalid_request_error',
  message: 'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
}

function accelerated({ call }: Exchange): string {
  return `This request would exceed your organization's maximum usage increase rate for input tokens per minute (org: ${organization}, model: ${call.model}). Please scale up your input tokens usage more gradually to stay within the acceleration limit. For details, refer to: https://docs.claude.com/en/api/rate-limits.`
}

function promptTooLong({ call }: Exchange): string {
  const { window, tokens } = overlong(call, usualWindow)
  return `prompt is too long: ${tokens} tokens > ${window} maximum`
}

/**
 * Statuses and types as documented (https://docs.claude.com/en/api/errors); other 4xx are also `invalid_request_error`.
 * Statuses that only an edge in front of the API would return (502, 503) are an `api_error` here.
 */
const wordings: ProblemTable<AnthropicWording> = {
  'bad-request': {
    status: 400,
    type: 'invalid_request_error',
    message: (_, { parameter }) => (parameter === undefined ? 'Invalid request' : `${parameter}: Input should be valid`),
  },
  'context-length-exceeded': { status: 400, type: 'invalid_request_error', message: promptTooLong },
  authentication: { status: 401, type: 'authentication_error', message: 'invalid x-api-key' },
  billing: spentBalance,
  permission: {
    status: 403,
    type: 'permission_error',
    message: 'Your API key does not have permission to use the specified resource.',
  },
  'model-not-found': { status: 404, type: 'not_found_error', message: ({ call }) => `model: ${call.model}` },
  'not-found': { status: 404, type: 'not_found_error', message: 'Not Found' },
  'request-timeout': { status: 408, type: 'invalid_request_error', message: 'Request timeout' },
  conflict: { status: 409, type: 'conflict_error', message: 'Conflict' },
  'request-too-large': { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' },
  unprocessable: { status: 422, type: 'invalid_request_error', message: 'Unprocessable request' },
  'rate-limit-requests': {
    status: 429,
    type: 'rate_limit_error',
    message: rateLimitOf('requests', 'requests'),
    causes: { 'steep-rise': { message: accelerated } },
  },
  'rate-limit-tokens': { status: 429, type: 'rate_limit_error', message: rateLimitOf('tokens', 'input tokens') },
  // The tier's limit is a 429, limits set by customers are a 400: https://docs.claude.com/en/api/rate-limits#spend-limits.
  'quota-exhausted': {
    status: 429,
    type: 'rate_limit_error',
    message: untilNextMonth(
      "You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set based on your organization's API tier.",
    ),
    causes: {
      'credit-balance': spentBalance,
      'spend-limit': {
        status: 400,
        type: 'invalid_request_error',
        message: untilNextMonth('You have reached your specified API usage limits.'),
      },
      'project-spend-limit': {
        status: 400,
        type: 'invalid_request_error',
        message: untilNextMonth('You have reached your specified workspace API usage limits.'),
      },
    },
  },
  'server-error': { status: 500, type: 'api_error', message: 'Internal server error' },
  'bad-gateway': { status: 502, type: 'api_error', message: 'Bad gateway' },
  unavailable: { status: 503, type: 'api_error', message: 'Service unavailable' },
  'gateway-timeout': { status: 504, type: 'timeout_error', message: 'Request timeout' },
  overloaded: { status: 529, type: 'overloaded_error', message: 'Overloaded' },
}

/** The body of an HTTP error. It has `details` only for a more exact cause. */
export function errorBody(problem: Problem, exchange: Exchange, requestId: string): unknown {
  const details = detailsOf(problem)
  return { type: 'error', error: { ...typeAndMessage(problem, exchange), ...(details === null ? {} : { details }) }, request_id: requestId }
}

/** The data of an `error` event in a stream, which always has `details` (as recorded in anthropics/claude-code#69703). */
export function errorEvent(problem: Problem, exchange: Exchange, requestId: string): unknown {
  return { type: 'error', error: { details: detailsOf(problem), ...typeAndMessage(problem, exchange) }, request_id: requestId }
}

function typeAndMessage(problem: Problem, exchange: Exchange): { readonly type: string; readonly message: string } {
  const { type, message } = worded(wordings, problem, exchange)
  return { type, message }
}

/**
 * The exact cause, which determines the SDK's error class: unlike a rate limit, `enforced_spend_limit_reached` does not pass by waiting.
 */
function detailsOf({ kind, code, cause = 'usage-limit' }: Problem): { readonly error_code: string } | null {
  const isEnforced = kind === 'quota-exhausted' && wordings[kind].causes?.[cause] === undefined
  const exact = code ?? (isEnforced ? 'enforced_spend_limit_reached' : undefined)
  return exact === undefined ? null : { error_code: exact }
}

/** Writes problems as HTTP errors with this request id. */
export function httpErrorOf(requestId: string): (problem: Problem, exchange: Exchange) => WrittenProblem {
  return problemWriter(wordings, { headers: problemHeaders, body: (problem, exchange) => errorBody(problem, exchange, requestId) })
}
