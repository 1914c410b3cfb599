import { overlong, problemWriter, retryHeaders, valueAt, worded, type Exchange, type Problem, type ProblemTable } from '../../kit.ts'
import type { HostError, OpenAIWording } from '../openai/problem.ts'
import { limitHeaders } from './headers.ts'

/**
 * The API's wording of each failure, as quoted by users: raycast/extensions#31107 (1300), continuedev/continue#6185 (3505),
 * nearai/ironclaw#1241 (3280), https://docs.mistral.ai/resources/known-limitations, and https://docs.mistral.ai/resources/error-glossary (402
 * if the monthly usage or the credit is used up).
 */
const wordings: ProblemTable<OpenAIWording> = {
  'bad-request': { status: 400, type: 'invalid_request_error', code: null, message: 'Invalid request.' },
  'context-length-exceeded': {
    status: 400,
    type: 'invalid_request_error',
    code: '3051',
    message({ call }) {
      const { window, tokens } = overlong(call, 131_072)
      return `Prompt contains ${tokens} tokens and 0 draft tokens, too large for model with ${window} maximum context length`
    },
  },
  authentication: { status: 401, type: 'unauthorized', code: null, message: 'Unauthorized' },
  billing: {
    status: 402,
    type: 'payment_required',
    code: null,
    message: 'Payment required: your workspace has no active subscription.',
  },
  permission: { status: 403, type: 'forbidden', code: null, message: 'You do not have access to this resource.' },
  'model-not-found': { status: 400, type: 'invalid_model', code: '1500', message: ({ call }) => `Invalid model: ${call.model}` },
  'not-found': { status: 404, type: 'not_found', code: null, message: 'no Route matched with those values' },
  conflict: { status: 409, type: 'conflict', code: null, message: 'The resource is being changed by another request.' },
  'request-too-large': { status: 413, type: 'request_too_large', code: null, message: 'Request size limit exceeded' },
  unprocessable: { status: 422, type: 'value_error', code: null, message: 'Value error' },
  'request-timeout': { status: 408, type: 'timeout', code: null, message: 'Request timed out.' },
  'rate-limit-requests': { status: 429, type: 'rate_limited', code: '1300', message: 'Rate limit exceeded' },
  'rate-limit-tokens': { status: 429, type: 'rate_limited', code: '1300', message: 'Rate limit exceeded' },
  'quota-exhausted': { status: 402, type: 'payment_required', code: null, message: 'Monthly usage limit reached for this workspace.' },
  'server-error': { status: 500, type: 'internal_server_error', code: '1000', message: 'Internal server error' },
  'bad-gateway': {
    status: 502,
    type: 'bad_gateway',
    code: null,
    message: 'An invalid response was received from the upstream server',
  },
  unavailable: { status: 503, type: 'unreachable_backend', code: '1100', message: 'Service unavailable.' },
  overloaded: {
    status: 429,
    type: 'service_tier_capacity_exceeded',
    code: '3505',
    message: 'Service tier capacity exceeded for this model.',
  },
  'gateway-timeout': { status: 504, type: 'gateway_timeout', code: null, message: 'The upstream server is timing out' },
}

interface MistralError extends HostError {
  readonly object: 'error'
  readonly param: string | null
  readonly raw_status_code: number
}

/** An error object, which is the complete body. */
export function errorOf(problem: Problem, exchange: Exchange): MistralError {
  const { message, type, code, status } = worded(wordings, problem, exchange)
  return { object: 'error', message, type, param: problem.parameter ?? null, code, raw_status_code: status }
}

/** Adds the role of a message after its number, like the validation, which distinguishes messages by it. */
function locationOf(path: readonly (string | number)[], body: unknown): readonly (string | number)[] {
  const [first, index, ...rest] = path
  const role = first === 'messages' && index !== undefined ? valueAt(['messages', index, 'role'], body) : undefined
  return ['body', ...(typeof role === 'string' && rest.length > 0 ? ['messages', index!, role, ...rest] : path)]
}

function bodyIn({ request }: Exchange): unknown {
  try {
    return JSON.parse(request.text)
  } catch {
    return {}
  }
}

/** FastAPI's response to a schema violation, instead of an error object. */
function validationError({ message = 'Value error', code, parameter = '[]' }: Problem, exchange: Exchange): unknown {
  const path = JSON.parse(parameter) as (string | number)[]
  const body = bodyIn(exchange)
  return {
    detail: [{ type: code ?? 'value_error', loc: locationOf(path, body), msg: message, input: valueAt(path, body) ?? null }],
  }
}

function bodyOf(problem: Problem, exchange: Exchange): unknown {
  if (problem.kind === 'unprocessable') return validationError(problem, exchange)
  // The gateway in front of the API, which checks the key, has its own format.
  return problem.kind === 'authentication' ? { detail: problem.message ?? 'Unauthorized' } : errorOf(problem, exchange)
}

/** A problem as an HTTP error. */
export const httpError = problemWriter(wordings, {
  headers: (problem, { limits, date }) => ({ ...limitHeaders({ ...limits, ...problem.limits }), ...retryHeaders(problem, date) }),
  body: bodyOf,
})
