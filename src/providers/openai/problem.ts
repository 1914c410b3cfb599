import { formatDuration, overlong, problemWriter, retryHeaders, worded } from '../../kit.ts'
import type { Exchange, Problem, ProblemTable, ProblemWording } from '../../kit.ts'
import { limitHeaders } from './headers.ts'

/** The wording of a kind of failure for a host with OpenAI's wire format. */
export interface OpenAIWording extends ProblemWording {
  readonly type: string
  readonly code: string | null
}

/** An error in a host's wording. Some hosts have no `type`. */
export interface HostError {
  readonly message: string
  readonly code: string | number | null
  readonly type?: string
  readonly param?: unknown
}

const organization = 'org-brownout'
const billingPage = 'https://platform.openai.com/settings/organization/billing/'
const limitsPage = 'https://platform.openai.com/settings/organization/limits'

function rateLimitMessage(unit: 'requests' | 'tokens', { call }: Exchange, { limits, retryAfter }: Problem): string {
  const short = unit === 'requests' ? 'RPM' : 'TPM'
  const requested = unit === 'requests' ? 1 : call.inputTokens
  const limit = limits?.[unit]?.limit ?? (unit === 'requests' ? 500 : 30_000)
  const used = limit - (limits?.[unit]?.remaining ?? 0)
  const wait = retryAfter === undefined ? '' : ` Please try again in ${formatDuration(retryAfter)}.`
  return `Rate limit reached for ${call.model} in organization ${organization} on ${unit} per min (${short}): Limit ${limit}, Used ${used}, Requested ${requested}.${wait} Visit https://platform.openai.com/account/rate-limits to learn more.`
}

function requestIdOf(exchange: Exchange): string {
  return `Please include the request ID ${exchange.call.key} in your message.`
}

/** The API's wording of each failure: https://platform.openai.com/docs/guides/error-codes, and its errors as quoted by users. */
export const wordings: ProblemTable<OpenAIWording> = {
  'bad-request': { status: 400, type: 'invalid_request_error', code: null, message: 'Invalid request.' },
  'context-length-exceeded': {
    status: 400,
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
    message({ call }) {
      const { window, tokens } = overlong(call, 128_000)
      return `This model's maximum context length is ${window} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`
    },
  },
  authentication: {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: 'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
  },
  billing: {
    status: 429,
    type: 'insufficient_quota',
    code: 'billing_hard_limit_reached',
    message: 'Billing hard limit has been reached.',
  },
  permission: {
    status: 403,
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
    message: 'Country, region, or territory not supported',
  },
  'model-not-found': {
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    message: ({ call }) => `The model \`${call.model}\` does not exist or you do not have access to it.`,
    causes: {
      // As quoted by users. https://platform.openai.com/docs/deprecations has the models and their dates.
      retired: {
        message: ({ call }) =>
          `The model \`${call.model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`,
      },
    },
  },
  'not-found': {
    status: 404,
    type: 'invalid_request_error',
    code: null,
    message: ({ request }) => `Invalid URL (${request.method} ${request.url.pathname})`,
  },
  conflict: {
    status: 409,
    type: 'invalid_request_error',
    code: 'conflict',
    message: 'The resource is being updated by another request. Please try again.',
  },
  'request-too-large': {
    status: 413,
    type: 'invalid_request_error',
    code: 'request_too_large',
    message: 'Maximum content size limit (26214400) exceeded.',
  },
  unprocessable: {
    status: 422,
    type: 'invalid_request_error',
    code: null,
    message: 'Unable to process the request despite the format being correct.',
  },
  'request-timeout': { status: 408, type: 'server_error', code: 'request_timeout', message: 'Request timed out.' },
  'rate-limit-requests': {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: (exchange, problem) => rateLimitMessage('requests', exchange, problem),
    // Its message is not quoted anywhere: it uses the words of the guide.
    causes: {
      'steep-rise': {
        type: 'rate_limit_error',
        code: 'slow_down',
        message:
          'Your request rate has increased too quickly. Please slow down, keep a consistent rate, and increase it gradually. For more information, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
      },
    },
  },
  'rate-limit-tokens': {
    status: 429,
    type: 'tokens',
    code: 'rate_limit_exceeded',
    message: (exchange, problem) => rateLimitMessage('tokens', exchange, problem),
  },
  // https://help.openai.com/en/articles/6614457 has the codes; promptfoo/promptfoo#10855 and dyad-sh/dyad#4184 quote the first one.
  // The messages of the limits are not quoted anywhere: they follow that article.
  'quota-exhausted': {
    status: 429,
    type: 'insufficient_quota',
    code: 'credit_balance_exhausted',
    message: `You have no credits remaining. Add credits to continue using the API at ${billingPage}.`,
    causes: {
      'spend-limit': {
        code: 'organization_spend_limit_exceeded',
        message: `Your organization has reached its monthly spend limit. Raise or remove the limit at ${limitsPage}, or wait for the monthly reset.`,
      },
      'project-spend-limit': {
        code: 'project_spend_limit_exceeded',
        message: `This project has reached its monthly spend limit. Raise or remove the limit at ${limitsPage}, or wait for the monthly reset.`,
      },
      'usage-limit': {
        code: 'organization_usage_limit_exceeded',
        message: `Your organization has reached its approved monthly usage limit. Request a higher limit at ${limitsPage}.`,
      },
      // Until the summer of 2026, and at hosts that use OpenAI's wording of that time.
      'unnamed-quota': {
        code: 'insufficient_quota',
        message:
          'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
      },
    },
  },
  'server-error': {
    status: 500,
    type: 'server_error',
    code: null,
    message: (exchange) =>
      `The server had an error while processing your request. Sorry about that! You can retry your request, or contact us through our help center at help.openai.com if the error persists. ${requestIdOf(exchange)}`,
  },
  'bad-gateway': { status: 502, type: 'cf_bad_gateway', code: null, message: 'Bad gateway.' },
  unavailable: {
    status: 503,
    type: 'service_unavailable',
    code: null,
    message: 'The service is temporarily unavailable. Please try again later.',
  },
  overloaded: {
    status: 503,
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
    message: 'The engine is currently overloaded, please try again later.',
  },
  'gateway-timeout': { status: 504, type: 'server_error', code: null, message: 'Gateway time-out.' },
}

/** The API's error object for a problem. */
export function errorOf(problem: Problem, exchange: Exchange): HostError & { readonly type: string; readonly param: string | null } {
  const { message, type, code } = worded(wordings, problem, exchange)
  return { message, type, param: problem.parameter ?? null, code }
}

/** The headers of an error: the remaining limits, and when to retry. */
export function problemHeaders(problem: Problem, { limits, date }: Exchange): Readonly<Record<string, string>> {
  return { ...limitHeaders({ ...limits, ...problem.limits }), ...retryHeaders(problem, date) }
}

/** A problem as an HTTP error. */
export const httpError = problemWriter(wordings, {
  headers: problemHeaders,
  body: (problem, exchange) => ({ error: errorOf(problem, exchange) }),
})
