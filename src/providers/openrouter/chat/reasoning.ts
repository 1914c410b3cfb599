import type { Exchange } from '../../../kit.ts'
import type { Payload } from '../../openai/chat/body.ts'

/** The parameters for reasoning (https://openrouter.ai/docs/use-cases/reasoning-tokens). */
interface Asking {
  readonly model?: unknown
  readonly include_reasoning?: unknown
  readonly reasoning?: { readonly exclude?: unknown; readonly enabled?: unknown; readonly effort?: unknown } | null
}

function excludes({ include_reasoning: included, reasoning }: Asking): boolean {
  return included === false || reasoning?.exclude === true
}

/** Whether the app requests visible reasoning. */
export function asksForReasoning(body: Asking): boolean {
  if (excludes(body)) return false
  const { model, include_reasoning: included, reasoning } = body
  if (included === true || String(model).endsWith(':thinking')) return true
  return reasoning != null && reasoning.enabled !== false && reasoning.effort !== 'none'
}

/** Whether reasoning is shown: a model that reasons by default also shows it, unless the app excludes it. */
export function showsReasoning({ request }: Exchange): boolean {
  return !excludes(JSON.parse(request.text) as Asking)
}

/** Reasoning in a message or a delta: as a text, and again as parts. */
export function reasoningOf(text: string): Payload {
  return { reasoning: text, reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }] }
}
