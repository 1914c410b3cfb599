import { jsonObjectOf, type Exchange } from '../../../kit.ts'
import type { ResponsesRequest } from './schema.ts'

/** The body of the request that an exchange answers. It was checked during decoding. Empty if it is no object, so that it is refused. */
export function bodyOf({ request }: Exchange): ResponsesRequest {
  return (jsonObjectOf(request.text) ?? {}) as ResponsesRequest
}

/** The conversation of a request, if it names one. */
export function conversationIdOf({ conversation }: ResponsesRequest): string | undefined {
  if (conversation == null) return undefined
  return typeof conversation === 'string' ? conversation : conversation.id
}
