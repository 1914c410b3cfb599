import { encode, type Decoded, type Endpoint, type WireRequest } from '../../kit.ts'
import { eventStreamMessage } from './event-stream.ts'
import { readConverse } from './converse/decode.ts'
import { decodeInvoke } from './invoke/decode.ts'
import { plainWriter } from './plain-writer.ts'
import { modelOf, problemOfCredentials, refused, valueOf } from './request.ts'

function decode(request: WireRequest): Decoded {
  const decoded = read(request)
  return decoded.type === 'ask' ? { ...decoded, ask: { ...decoded.ask, operation: 'count-tokens' } } : decoded
}

function read(request: WireRequest): Decoded {
  const model = modelOf(request.url)
  const unsigned = problemOfCredentials(request)
  if (unsigned !== undefined) return refused(unsigned, model, false)
  const body = valueOf(request.text)
  if ('problem' in body) return refused(body.problem, model, false)
  const { converse, invokeModel } = (body.value as { input?: { converse?: unknown; invokeModel?: { body?: unknown } } } | null)?.input ?? {}
  if (converse !== undefined) return readConverse(converse, model, false)
  const text = textOfBase64(invokeModel?.body)
  if (text !== undefined) return decodeInvoke({ ...request, text }, false)
  const message = "1 validation error detected: Value null at 'input' failed to satisfy constraint: Member must not be null"
  return refused({ kind: 'bad-request', message }, model, false)
}

function textOfBase64(base64: unknown): string | undefined {
  if (typeof base64 !== 'string') return undefined
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.codePointAt(0)!))
  } catch {
    return undefined
  }
}

/** How many input tokens a request to Converse or InvokeModel would have. */
export const countTokens: Endpoint = {
  name: 'count-tokens',
  method: 'POST',
  path: /^\/model\/.+\/count-tokens$/,
  documentation: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html',
  decode,
  encode: (beats, exchange) =>
    encode(
      beats,
      exchange,
      plainWriter(exchange, () => ({ inputTokens: exchange.call.inputTokens })),
    ),
  bytes: eventStreamMessage,
}
