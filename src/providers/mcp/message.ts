import type { WireRequest } from '../../kit.ts'

/** A JSON-RPC message, as far as it can be read. */
export interface RpcMessage {
  readonly type: 'request' | 'notification' | 'response' | 'invalid' | 'unreadable'
  readonly id: string | number | null
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

const unreadable: RpcMessage = { type: 'unreadable', id: null, method: '', params: {} }
const invalid: RpcMessage = { ...unreadable, type: 'invalid' }

// All endpoints of a server look at the same text, one after the other.
let last: { readonly text: string; readonly message: RpcMessage } = { text: '', message: unreadable }

/** Reads the message in the body of a request. */
export function messageOf({ text }: Pick<WireRequest, 'text'>): RpcMessage {
  if (last.text !== text) last = { text, message: read(text) }
  return last.message
}

function read(text: string): RpcMessage {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unreadable
  }
  // Several messages in one body are in none but the first of the versions, and clients send none.
  if (!isObject(value) || value['jsonrpc'] !== '2.0') return invalid
  const { id, method, params } = value
  const known = typeof id === 'string' || typeof id === 'number' ? id : null
  if (typeof method !== 'string')
    return 'result' in value || 'error' in value ? { ...unreadable, type: 'response', id: known } : { ...invalid, id: known }
  return { type: id === undefined ? 'notification' : 'request', id: known, method, params: isObject(params) ? params : {} }
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a request is a JSON-RPC request for a method. */
export function asksFor(method: string): (request: WireRequest) => boolean {
  return (request) => {
    const message = messageOf(request)
    return message.type === 'request' && message.method === method
  }
}
