import { uuidFrom, type Problem, type WireRequest } from '../../kit.ts'
import type { Host } from '../openai/host.ts'
import { headersOf } from './headers.ts'
import { deploymentOf } from './path.ts'
import { errorOf, httpError } from './problem.ts'

/** The gateway's errors before a model gets the request: it needs a key or a token, and a version if the path has none. */
function refusal({ headers, url }: WireRequest): Problem | undefined {
  if (!headers.has('api-key') && !headers.has('authorization')) return { kind: 'authentication' }
  const namesVersion = url.pathname.includes('/openai/v1/') || url.searchParams.has('api-version')
  return namesVersion ? undefined : { kind: 'not-found' }
}

/** Azure's gateway in front of OpenAI's models. */
export const azureHost: Host = {
  refusal,
  keepsResponses: true,
  modelOf: deploymentOf,
  requestId: uuidFrom,
  headers: headersOf,
  errorOf,
  httpError,
}
