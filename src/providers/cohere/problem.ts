import type { Problem, ProblemKind, Exchange } from '../../kit.ts'

interface Wording {
  readonly status: number
  message(exchange: Exchange, problem: Problem): string
}

/** The window of Command R and R+ (https://docs.cohere.com/docs/models, "128k"). */
const contextWindow = 128_000

function saying(message: string): Wording['message'] {
  return () => message
}

function tooManyTokens({ call }: Exchange): string {
  const tokens = call.inputTokens > contextWindow ? call.inputTokens : contextWindow + call.inputTokens + 1
  return `too many tokens: total number of tokens in the prompt cannot exceed ${contextWindow} - received ${tokens}. Try using a shorter prompt, or enabling prompt truncating. See https://docs.cohere.com/reference/chat for more details.`
}

/**
 * How the API words each failure: https://docs.cohere.com/reference/errors, where it has examples. Of a status without one, the
 * SDK says when it comes. Both kinds of 498 and 499 (`InvalidTokenError`: a deny-listed token; `ClientClosedRequestError`) are
 * for a problem that names its own status.
 */
const wordings: Readonly<Record<ProblemKind, Wording>> = {
  'bad-request': { status: 400, message: saying('invalid request') },
  'context-length-exceeded': { status: 400, message: tooManyTokens },
  authentication: { status: 401, message: saying('invalid api token') },
  billing: {
    status: 402,
    message: saying('Please add or update your payment method at https://dashboard.cohere.com/billing?tab=payment to continue'),
  },
  permission: { status: 403, message: saying('your api key does not have access to this resource') },
  'model-not-found': {
    status: 404,
    message: ({ call }) =>
      `model '${call.model}' not found, make sure the correct model ID was used and that you have access to the model.`,
  },
  'not-found': { status: 404, message: saying('not found') },
  conflict: { status: 409, message: saying('conflict') },
  'request-too-large': { status: 413, message: saying('request body too large') },
  unprocessable: { status: 422, message: saying('unprocessable entity') },
  'request-timeout': { status: 408, message: saying('request timed out') },
  'rate-limit-requests': {
    status: 429,
    message: saying('You are past the per minute request limit, please wait and try again later.'),
  },
  'rate-limit-tokens': {
    status: 429,
    message: ({ limits }, problem) =>
      `trial token rate limit exceeded, limit is ${(problem.limits?.tokens ?? limits.tokens).limit} tokens per minute`,
  },
  'quota-exhausted': {
    status: 429,
    message: saying(
      "You are using a Trial key, which is limited to 1000 API calls / month. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'. Contact us on 'https://discord.gg/XW44jPfYJu' or email us at support@cohere.com with any questions",
    ),
  },
  'server-error': {
    status: 500,
    message: ({ call }) => `internal server error, this has been reported to our developers. id ${call.key}`,
  },
  'bad-gateway': { status: 502, message: saying('bad gateway') },
  unavailable: { status: 503, message: saying('service unavailable') },
  overloaded: { status: 503, message: saying('the model is currently overloaded, please try again later') },
  'gateway-timeout': { status: 504, message: saying('gateway timeout') },
}

/** The HTTP status of a problem. */
export function statusOf(problem: Problem): number {
  return problem.status ?? wordings[problem.kind].status
}

/** What the API says of a problem. */
export function messageOf(problem: Problem, exchange: Exchange): string {
  return problem.message ?? wordings[problem.kind].message(exchange, problem)
}
