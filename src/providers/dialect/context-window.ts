import type { Call } from '../../engine/model/call.ts'
import { knownModel } from './models.ts'

/**
 * Returns the numbers for the error about a too long prompt: the model's window, and the prompt's tokens. If a fault
 * rejects a prompt that would fit, it is reported as one token too long.
 * @param usual the window of unknown models
 */
export function overlong(
  { model, inputTokens }: Pick<Call, 'model' | 'inputTokens'>,
  usual: number,
): { readonly window: number; readonly tokens: number } {
  const window = contextWindowOf(model) ?? usual
  return { window, tokens: Math.max(inputTokens, window + 1) }
}

/**
 * Returns the context window of a model, in tokens. `undefined` if unknown. A name can start with a provider, a region or a folder.
 * @example
 * contextWindowOf('openai/gpt-4o-mini') // => 128000
 * contextWindowOf('us.anthropic.claude-haiku-4-5-20251001-v1:0') // => 200000
 */
export function contextWindowOf(model: string): number | undefined {
  return knownModel(model)?.window
}
