import { retryHeaders, type Exchange, type Problem, type RateLimit } from '../../kit.ts'
import { limitHeaders } from '../openai/headers.ts'

/** Azure reports the reset of a limit in full seconds (openai/openai-dotnet#838). */
function secondsOf({ resetIn }: RateLimit): string {
  return String(Math.ceil(resetIn / 1_000))
}

/** The headers of every response, as quoted by users (EvolvingPrograms/oaib#11). */
export function headersOf({ limits }: Exchange, requestId: string): Readonly<Record<string, string>> {
  return {
    'apim-request-id': requestId,
    'x-request-id': requestId,
    'x-ms-client-request-id': requestId,
    'x-ms-region': 'Sweden Central',
    'azureml-model-session': 'd001-brownout',
    ...limitHeaders(limits, secondsOf),
  }
}

/** The headers of an error: the retry time in seconds and in milliseconds. */
export function problemHeaders(problem: Problem, { limits, date }: Exchange): Readonly<Record<string, string>> {
  const { retryAfter, retryAfterForm = 'seconds', retryAfterText } = problem
  const tellsBoth = retryAfter !== undefined && retryAfterForm === 'seconds' && retryAfterText === undefined
  return {
    ...limitHeaders({ ...limits, ...problem.limits }, secondsOf),
    ...retryHeaders(problem, date),
    ...(tellsBoth ? retryHeaders({ kind: problem.kind, retryAfter, retryAfterForm: 'milliseconds' }, date) : {}),
  }
}
