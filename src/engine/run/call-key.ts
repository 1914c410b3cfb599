import type { Ask } from '../model/call.ts'
import { canonicalJson, digest } from '../base/hash.ts'

/** The digest that tells a question from others, wherever it is asked: the request, of which model, provider and endpoint. */
export function keyOf({ model, messages, tools, output }: Ask, { provider, endpoint }: { provider: string; endpoint: string }): string {
  return digest(canonicalJson([provider, endpoint, model, messages, tools, output]))
}
