import type { Ask } from '../model/call.ts'
import { canonicalJson, digest } from '../base/hash.ts'

/** Returns the hash that identifies a request: its content, model, provider and endpoint. */
export function keyOf({ model, messages, tools, output }: Ask, { provider, endpoint }: { provider: string; endpoint: string }): string {
  return digest(canonicalJson([provider, endpoint, model, messages, tools, output]))
}
