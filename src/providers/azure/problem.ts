import { problemWriter, worded, type Exchange, type Problem, type ProblemKind, type ProblemWording } from '../../kit.ts'
import { errorOf as openaiErrorOf, wordings as openaiWordings, type HostError } from '../openai/problem.ts'
import { filterResults } from './chat/filters.ts'
import { problemHeaders } from './headers.ts'

/** An error in Azure's wording, with the results of its content filter if that rejected the prompt. */
interface AzureError extends HostError {
  readonly status?: number
  readonly innererror?: unknown
}

interface AzureWording extends ProblemWording {
  readonly code: string
  /** Only next to a code from the model's servers, not from the gateway. */
  readonly type?: string
}

const operations: Readonly<Record<string, string>> = {
  'chat.completions': 'ChatCompletions_Create',
  responses: 'Responses_Create',
  embeddings: 'Embeddings_Create',
}

/** Each 429 of a quota, as quoted by users: langchain-ai/langchain#12986, jasonacox/TinyLLM#17. */
function exceeded(unit: 'call' | 'token', { call, request }: Exchange, { retryAfter }: Problem): string {
  const operation = operations[call.endpoint] ?? call.endpoint
  const version = request.url.searchParams.get('api-version') ?? 'v1'
  const wait = retryAfter === undefined ? '' : ` Please retry after ${Math.ceil(retryAfter / 1_000)} seconds.`
  return `Requests to the ${operation} Operation under Azure OpenAI API version ${version} have exceeded ${unit} rate limit of your current OpenAI S0 pricing tier.${wait} Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.`
}

const accessDenied =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'

/**
 * The errors of Azure's own gateway. The model behind it returns the others, in OpenAI's wording.
 * Wordings as quoted by users: microsoft/semantic-kernel#10337, pollinations/pollinations#6260, and
 * https://learn.microsoft.com/en-us/azure/ai-foundry/openai/how-to/quota.
 */
const wordings: Readonly<Partial<Record<ProblemKind, AzureWording>>> = {
  authentication: { status: 401, code: '401', message: accessDenied },
  billing: {
    status: 403,
    code: 'SubscriptionDisabled',
    message: 'The subscription of this resource is disabled. Please check its billing, or contact Azure support.',
  },
  permission: {
    status: 403,
    code: 'AuthenticationTypeDisabled',
    message: 'Key based authentication is disabled for this resource.',
  },
  'model-not-found': {
    status: 404,
    code: 'DeploymentNotFound',
    message:
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
  },
  'not-found': { status: 404, code: '404', message: 'Resource not found' },
  'request-timeout': { status: 408, code: 'Timeout', message: 'The operation was timeout.' },
  'rate-limit-requests': { status: 429, code: '429', message: (exchange, problem) => exceeded('call', exchange, problem) },
  'rate-limit-tokens': { status: 429, code: '429', message: (exchange, problem) => exceeded('token', exchange, problem) },
  'quota-exhausted': {
    status: 429,
    code: '429',
    // The quota of the free tier is per day: alex-wolf-ps/dbchatprov2#2.
    message: (exchange, problem) => exceeded('token', exchange, { retryAfter: 86_400_000, ...problem }),
  },
  'server-error': {
    status: 500,
    code: 'InternalServerError',
    message: 'The server had an error processing your request. Sorry about that! You can retry your request, or contact us.',
  },
  'bad-gateway': { status: 502, code: '502', message: 'Bad gateway' },
  unavailable: {
    status: 503,
    code: 'ServiceUnavailable',
    message: 'The service is temporarily unable to process your request. Please try again later.',
  },
  // https://learn.microsoft.com/en-us/azure/ai-foundry/openai/how-to/responses has its type and its code.
  overloaded: {
    status: 429,
    type: 'too_many_requests',
    code: 'no_capacity',
    message: (_exchange, { retryAfter }) =>
      `The system is currently experiencing high demand and cannot process your request. Your request exceeds the maximum usage size allowed during peak load.${retryAfter === undefined ? '' : ` Please retry after ${Math.ceil(retryAfter / 1_000)} seconds.`} For improved capacity reliability, consider switching to Provisioned Throughput.`,
  },
  'gateway-timeout': { status: 504, code: 'GatewayTimeout', message: 'The request timed out at the gateway.' },
}

const filtered = {
  message:
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
  innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: filterResults(true) },
}

/** The error object for a problem: from the gateway, the content filter, or the model behind them. */
export function errorOf(problem: Problem, exchange: Exchange): AzureError {
  const wording = wordings[problem.kind]
  if (wording !== undefined) {
    const { code, message, type } = worded(() => wording, problem, exchange)
    return type === undefined ? { code, message } : { message, type, param: null, code }
  }
  const error = openaiErrorOf(problem, exchange)
  if (problem.code !== 'content_filter') return error
  return { ...error, status: 400, message: problem.message ?? filtered.message, innererror: filtered.innererror }
}

/** A problem as an HTTP error. */
export const httpError = problemWriter<ProblemWording>(
  { ...openaiWordings, ...wordings },
  { headers: problemHeaders, body: (problem, exchange) => ({ error: errorOf(problem, exchange) }) },
)
