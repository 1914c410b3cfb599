import { retryHeaders, type Problem, type Exchange } from '../../kit.ts'

type Limits = Exchange['limits']

/** What the rate limits have left; Azure counts until they are full again in whole seconds (openai/openai-dotnet#838). */
function limitHeaders({ requests, tokens }: Limits): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(requests.remaining),
    'x-ratelimit-remaining-tokens': String(tokens.remaining),
    'x-ratelimit-reset-requests': String(Math.ceil(requests.resetIn / 1_000)),
    'x-ratelimit-reset-tokens': String(Math.ceil(tokens.resetIn / 1_000)),
  }
}

/** The headers of every response, as users quote them (EvolvingPrograms/oaib#11). */
export function headersOf({ limits }: Exchange, requestId: string): Readonly<Record<string, string>> {
  return {
    'apim-request-id': requestId,
    'x-request-id': requestId,
    'x-ms-client-request-id': requestId,
    'x-ms-region': 'Sweden Central',
    'azureml-model-session': 'd001-brownout',
    ...limitHeaders(limits),
  }
}

/** The headers of an error: when to come back is told in seconds, and in milliseconds beside them. */
export function problemHeaders(problem: Problem, { limits, date }: Exchange): Readonly<Record<string, string>> {
  const { retryAfter, retryAfterForm = 'seconds', retryAfterText } = problem
  const tellsBoth = retryAfter !== undefined && retryAfterForm === 'seconds' && retryAfterText === undefined
  return {
    ...limitHeaders({ ...limits, ...problem.limits }),
    ...retryHeaders(problem, date),
    ...(tellsBoth ? retryHeaders({ kind: problem.kind, retryAfter, retryAfterForm: 'milliseconds' }, date) : {}),
  }
}
