import type { ProblemKind, Decoded, WireRequest } from '../../kit.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './conversation.ts'
import { parseBody } from './json.ts'
import { requestSchema } from './request.ts'
import { wordingOf } from './wording.ts'

/** The largest body that the API takes, in bytes (https://docs.claude.com/en/api/errors#request-size-limits, "32 MB"). */
const largestBody = 32 * 1024 * 1024

/** Reads a request as the API does, and refuses it for the reasons and in the words that the API has. */
export function decode(request: WireRequest): Decoded {
  const { text } = request
  if (text.length > largestBody) return refusal('request-too-large', undefined)
  const missing = missingHeader(request)
  if (missing !== undefined) return missing
  const parsed = parseBody(text)
  return parsed.ok ? readMessages(parsed.value) : refusal('bad-request', parsed.message)
}

/** Reads what the body of a request says, by whatever way it came to one of Anthropic's models. */
export function readMessages(body: unknown): Decoded {
  const result = requestSchema.safeParse(body)
  const message = result.success ? contradictionOf(result.data) : wordingOf(result.error, body)
  if (result.success && message === undefined) return { type: 'ask', ask: askOf(result.data) }
  return refusal('bad-request', message, body)
}

/** What the API says where a header is missing that every request needs. */
export function missingHeader({ headers }: WireRequest): Decoded | undefined {
  if (!headers.get('x-api-key') && !/^bearer /i.test(headers.get('authorization') ?? ''))
    return refusal('authentication', 'x-api-key header is required')
  return headers.get('anthropic-version') ? undefined : refusal('bad-request', 'anthropic-version: header is required')
}

function refusal(kind: ProblemKind, message: string | undefined, body?: unknown): Decoded {
  const { model, stream } = (typeof body === 'object' && body !== null ? body : {}) as { model?: unknown; stream?: unknown }
  return {
    type: 'problem',
    problem: { kind, ...(message === undefined ? {} : { message }) },
    ...(typeof model === 'string' ? { model } : {}),
    ...(typeof stream === 'boolean' ? { stream } : {}),
  }
}
