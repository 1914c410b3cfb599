import { digest } from '../base/hash.ts'
import type { Ask } from '../model/call.ts'
import type { Decoded } from '../model/provider.ts'
import type { WireRequest } from '../model/wire-request.ts'

/** Returns the request; if the provider rejected it unread, the fields that are known, enough to distinguish it from others. */
export function askOf(decoded: Decoded, request: WireRequest): Ask {
  if (decoded.type === 'ask') return decoded.ask
  if (decoded.ask !== undefined) return decoded.ask
  return {
    model: decoded.model ?? '',
    messages: [{ role: 'user', parts: [{ type: 'text', text: `unreadable request ${digest(request.text)}` }] }],
    tools: [],
    toolChoice: 'auto',
    parallelToolCalls: true,
    output: undefined,
    stream: decoded.stream ?? false,
    reasoning: false,
    maxTokens: undefined,
    streamUsage: false,
  }
}
