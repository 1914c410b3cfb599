import type { Call } from './call.ts'

/**
 * Names a call on one line: its provider and model, or its endpoint if it names no model.
 * @example
 * callName(call) // => 'openai gpt-5', or 'openai responses.connect'
 */
export function callName({ provider, model, endpoint }: Pick<Call, 'provider' | 'model' | 'endpoint'>): string {
  return `${provider} ${model === '' ? endpoint : model}`
}
