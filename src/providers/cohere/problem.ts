import { overlong, problemWriter, worded, type Exchange, type Problem, type ProblemTable, type WrittenProblem } from '../../kit.ts'
import { problemHeaders } from './headers.ts'

/** The window of a model that is not in the table of windows (https://docs.cohere.com/docs/models, "128k"). */
const usualWindow = 128_000

function tooManyTokens({ call }: Exchange): string {
  const { window, tokens } = overlong(call, usualWindow)
  return `too many tokens: total number of tokens in the prompt cannot exceed ${window} - received ${tokens}. Try using a shorter prompt, or enabling prompt truncating. See https://docs.cohere.com/reference/chat for more details.`
}

/**
 * The API's wording of each failure: https://docs.cohere.com/reference/errors, if it has examples. For other statuses, the
 * SDK documents when they occur. 498 (`InvalidTokenError`: a deny-listed token) and 499 (`ClientClosedRequestError`) are only for a
 * problem that sets its own status.
 */
const wordings: ProblemTable = {
  'bad-request': { status: 400, message: 'invalid request' },
  'context-length-exceeded': { status: 400, message: tooManyTokens },
  authentication: { status: 401, message: 'invalid api token' },
  billing: {
    status: 402,
    message: 'Please add or update your payment method at https://dashboard.cohere.com/billing?tab=payment to continue',
  },
  permission: { status: 403, message: 'your api key does not have access to this resource' },
  'model-not-found': {
    status: 404,
    message: ({ call }) =>
      `model '${call.model}' not found, make sure the correct model ID was used and that you have access to the model.`,
    causes: {
      retired: {
        message: ({ call, date }) =>
          `model '${call.model}' was removed on ${new Date(date).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })}. See https://docs.cohere.com/docs/models for a list of models you can use instead.`,
      },
    },
  },
  'not-found': { status: 404, message: 'not found' },
  conflict: { status: 409, message: 'conflict' },
  'request-too-large': { status: 413, message: 'request body too large' },
  unprocessable: { status: 422, message: 'unprocessable entity' },
  'request-timeout': { status: 408, message: 'request timed out' },
  'rate-limit-requests': {
    status: 429,
    message: 'You are past the per minute request limit, please wait and try again later.',
  },
  'rate-limit-tokens': {
    status: 429,
    message: ({ limits }, problem) =>
      `trial token rate limit exceeded, limit is ${(problem.limits?.tokens ?? limits.tokens).limit} tokens per minute`,
  },
  'quota-exhausted': {
    status: 429,
    message:
      "You are using a Trial key, which is limited to 1000 API calls / month. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'. Contact us on 'https://discord.gg/XW44jPfYJu' or email us at support@cohere.com with any questions",
  },
  'server-error': {
    status: 500,
    message: ({ call }) => `internal server error, this has been reported to our developers. id ${call.key}`,
  },
  'bad-gateway': { status: 502, message: 'bad gateway' },
  unavailable: { status: 503, message: 'service unavailable' },
  overloaded: { status: 503, message: 'the model is currently overloaded, please try again later' },
  'gateway-timeout': { status: 504, message: 'gateway timeout' },
}

/** The API's message for a problem. */
export function messageOf(problem: Problem, exchange: Exchange): string {
  return worded(wordings, problem, exchange).message
}

/** Writes problems as HTTP errors with this request id. */
export function httpErrorOf(id: string): (problem: Problem, exchange: Exchange) => WrittenProblem {
  return problemWriter(wordings, {
    headers: problemHeaders,
    body: (problem, exchange) => ({ id, message: messageOf(problem, exchange) }),
  })
}
