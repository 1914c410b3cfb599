import { badRequest, type Problem, type RequestDecoding, type WireRequest } from '../../kit.ts'
import { facts } from '../facts.ts'
import { parseBody } from './json.ts'

/** The largest body that the API accepts, in bytes (https://docs.claude.com/en/api/errors#request-size-limits, "32 MB"). */
const largestBody = 32 * 1024 * 1024

const { browserHeader } = facts.anthropic

/** The API's error for a missing header that every request needs, or every request from a browser. */
export function missingHeader({ headers }: WireRequest): Problem | undefined {
  if (!headers.get('x-api-key') && !/^bearer /i.test(headers.get('authorization') ?? ''))
    return { kind: 'authentication', message: 'x-api-key header is required' }
  // As quoted in fishjar/kiss-translator#292.
  if (headers.has('origin') && !headers.has(browserHeader))
    return { kind: 'authentication', message: `CORS requests must set '${browserHeader}' header` }
  return headers.get('anthropic-version') ? undefined : badRequest('anthropic-version: header is required')
}

/** The common request checks of all endpoints: size, headers, JSON. */
export const admission: Pick<RequestDecoding<never>, 'refusal' | 'json'> = {
  refusal: (request) => (request.text.length > largestBody ? { kind: 'request-too-large' } : missingHeader(request)),
  json: parseBody,
}
