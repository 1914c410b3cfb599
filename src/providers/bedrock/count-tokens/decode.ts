import { badRequest, type Decoded, type Problem, type WireRequest } from '../../../kit.ts'
import { readConverse } from '../converse/decode.ts'
import { admissionOf } from '../decode.ts'
import { decodeInvoke } from '../invoke/decode.ts'
import { modelOf } from '../path.ts'

interface Counted {
  readonly converse?: unknown
  readonly invokeModel?: { readonly body?: unknown }
}

/** Reads a request to count the tokens of the request that it contains. */
export function decodeCountTokens(request: WireRequest): Decoded {
  const decoded = readCounted(request)
  return decoded.type === 'ask' ? { ...decoded, ask: { ...decoded.ask, operation: 'count-tokens' } } : decoded
}

function readCounted(request: WireRequest): Decoded {
  const { refusal, json } = admissionOf(false)
  const model = modelOf(request.url)
  const refuse = (problem: Problem): Decoded => ({ type: 'problem', problem, model, stream: false })
  const refused = refusal?.(request)
  if (refused !== undefined) return refuse(refused)
  const read = json(request.text)
  if ('problem' in read) return refuse(read.problem)
  const { converse, invokeModel } = (read.value as { readonly input?: Counted } | null)?.input ?? {}
  if (converse !== undefined) return readConverse(converse, model)
  const text = textOfBase64(invokeModel?.body)
  if (text !== undefined) return decodeInvoke({ ...request, text }, false)
  return refuse(badRequest("1 validation error detected: Value null at 'input' failed to satisfy constraint: Member must not be null"))
}
function textOfBase64(base64: unknown): string | undefined {
  if (typeof base64 !== 'string') return undefined
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.codePointAt(0)!))
  } catch {
    return undefined
  }
}
