import { overlong, problemWriter, worded } from '../../kit.ts'
import type { Exchange, Problem, ProblemTable, ProblemWording, WrittenProblem } from '../../kit.ts'
import type { Ids } from './ids.ts'

interface VercelWording extends ProblemWording {
  readonly type: string
  readonly param?: (exchange: Exchange) => unknown
}

const internal = 'internal_server_error'

/**
 * The free tier's error: Vercel has no limits of its own for paid credits. As quoted by users:
 * https://community.vercel.com/t/free-credits-temporarily-have-restricted-access-due-to-abuse/21461.
 */
const freeTierLimit =
  'Free credits temporarily have rate limits in place due to abuse. We are working on a resolution. Try again later, or pay for credits which continue to have unrestricted access. Purchase credits at https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dtop-up'

/**
 * The gateway's wording of each failure. Its types are those that @ai-sdk/gateway reads (src/errors/create-gateway-error.ts): there,
 * any other type becomes an internal server error; those of billing and quotas are listed in vercel-labs/deepsec
 * (packages/processor, classifyQuotaError). Upstream errors are wrapped into its own types. Assumed: the
 * messages of kinds without quotes, which are those of the status.
 */
const wordings: ProblemTable<VercelWording> = {
  'bad-request': { status: 400, type: 'invalid_request_error', message: 'Invalid input' },
  'context-length-exceeded': {
    status: 400,
    type: 'invalid_request_error',
    message({ call }) {
      const { window, tokens } = overlong(call, 128_000)
      return `Input is too long: ${tokens} tokens exceed the context window of ${window} tokens.`
    },
  },
  authentication: { status: 401, type: 'authentication_error', message: 'Authentication failed' },
  billing: {
    status: 402,
    type: 'insufficient_funds',
    message: 'Insufficient funds. Please add credits to your account to continue using AI services.',
  },
  permission: {
    status: 403,
    type: 'customer_verification_required',
    message: 'AI Gateway requires a valid credit card on file to service requests.',
  },
  'model-not-found': {
    status: 404,
    type: 'model_not_found',
    message: ({ call }) => `Model '${call.model}' not found`,
    param: ({ call }) => ({ modelId: call.model }),
  },
  'not-found': { status: 404, type: 'not_found', message: 'Not Found' },
  conflict: { status: 409, type: internal, message: 'Conflict' },
  'request-too-large': { status: 413, type: 'invalid_request_error', message: 'Request Entity Too Large' },
  unprocessable: { status: 422, type: 'invalid_request_error', message: 'Unprocessable Entity' },
  'request-timeout': { status: 408, type: internal, message: 'Request Timeout' },
  'rate-limit-requests': { status: 429, type: 'rate_limit_exceeded', message: freeTierLimit },
  'rate-limit-tokens': { status: 429, type: 'rate_limit_exceeded', message: freeTierLimit },
  'quota-exhausted': {
    status: 429,
    type: 'quota_for_entity_exceeded',
    message: 'Quota limit exceeded for "team_brownout". Current spend: $100.00, limit: $100.00.',
  },
  'server-error': { status: 500, type: internal, message: 'Internal Server Error' },
  'bad-gateway': { status: 502, type: internal, message: 'Bad Gateway' },
  unavailable: { status: 503, type: internal, message: 'Service Unavailable' },
  overloaded: { status: 503, type: internal, message: 'The model is currently overloaded. Please try again later.' },
  'gateway-timeout': { status: 504, type: internal, message: 'Gateway Timeout' },
}

interface VercelError {
  readonly message: string
  readonly type: string
  readonly param: unknown
  readonly code: string | number | null
}

/** An error object. */
export function errorOf(problem: Problem, exchange: Exchange): VercelError {
  const { message, type, code, param } = worded(wordings, problem, exchange)
  return { message, type, param: param?.(exchange) ?? problem.parameter ?? null, code: code ?? null }
}

/** The HTTP status of an error. */
export function statusOf({ kind, status = wordings[kind].status }: Problem): number {
  return status
}

/** Writes problems as HTTP errors, with the gateway's metadata. */
export function httpErrorOf(
  { generation }: Ids,
  more: (problem: Problem, exchange: Exchange) => Readonly<Record<string, unknown>>,
): (problem: Problem, exchange: Exchange) => WrittenProblem {
  return problemWriter(wordings, {
    body: (problem, exchange) => ({ error: errorOf(problem, exchange), generationId: generation, ...more(problem, exchange) }),
  })
}
