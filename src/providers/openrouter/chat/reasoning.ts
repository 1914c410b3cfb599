import type { Exchange } from '../../../kit.ts'
import type { Payload } from '../../openai/chat/body.ts'

/** How an app asks for reasoning (https://openrouter.ai/docs/use-cases/reasoning-tokens). */
interface Asking {
  readonly model?: unknown
  readonly include_reasoning?: unknown
  readonly reasoning?: { readonly exclude?: unknown; readonly enabled?: unknown; readonly effort?: unknown } | null
}

function excludes({ include_reasoning: included, reasoning }: Asking): boolean {
  return included === false || reasoning?.exclude === true
}

/** Whether the app asks the model to reason, and to show it. */
export function asksForReasoning(body: Asking): boolean {
  if (excludes(body)) return false
  const { model, include_reasoning: included, reasoning } = body
  if (included === true || String(model).endsWith(':thinking')) return true
  return reasoning != null && reasoning.enabled !== false && reasoning.effort !== 'none'
}

/** Whether reasoning is shown: a model that reasons unasked shows it too, unless the app excludes it. */
export function showsReasoning({ request }: Exchange): boolean {
  return !excludes(JSON.parse(request.text) as Asking)
}

/** Reasoning as a message or a delta holds it: as a text, and once more in its parts. */
export function reasoningOf(text: string): Payload {
  return { reasoning: text, reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }] }
}
