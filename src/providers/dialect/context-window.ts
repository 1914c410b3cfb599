import type { Call } from '../../engine/model/call.ts'
import { knownModel } from './models.ts'

/**
 * Returns what a provider says of a prompt that is too long: the window of the model, and the tokens of the prompt. If a fault
 * refuses a prompt that would fit, it has one token more than fits.
 * @param usual the window of a model that is not known
 */
export function overlong(
  { model, inputTokens }: Pick<Call, 'model' | 'inputTokens'>,
  usual: number,
): { readonly window: number; readonly tokens: number } {
  const window = contextWindowOf(model) ?? usual
  return { window, tokens: Math.max(inputTokens, window + 1) }
}

/**
 * Returns how many tokens a model takes; `undefined` if it is not known. A name can have a provider, a region or a folder before it.
 * @example
 * contextWindowOf('openai/gpt-4o-mini') // => 128000
 * contextWindowOf('us.anthropic.claude-haiku-4-5-20251001-v1:0') // => 200000
 */
export function contextWindowOf(model: string): number | undefined {
  return knownModel(model)?.window
}
