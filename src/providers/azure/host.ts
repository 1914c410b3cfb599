import { uuidFrom, type Problem, type WireRequest } from '../../kit.ts'
import type { Host } from '../openai/host.ts'
import { headersOf } from './headers.ts'
import { deploymentOf } from './path.ts'
import { errorOf, httpError } from './problem.ts'

/** What the gateway says before a model sees the request: it wants a key or a token, and a version where the path names none. */
function refusal({ headers, url }: WireRequest): Problem | undefined {
  if (!headers.has('api-key') && !headers.has('authorization')) return { kind: 'authentication' }
  const namesVersion = url.pathname.includes('/openai/v1/') || url.searchParams.has('api-version')
  return namesVersion ? undefined : { kind: 'not-found' }
}

/** Azure's gateway before OpenAI's models. */
export const azureHost: Host = {
  refusal,
  keepsResponses: true,
  modelOf: deploymentOf,
  requestId: uuidFrom,
  headers: headersOf,
  errorOf,
  httpError,
}
