import type { JournalCall } from '../model/journal.ts'

/**
 * Formats what a call went to: the provider, and the model or the tool, or the endpoint if the call names neither.
 * @example
 * calledInWords(call) // => 'openai gpt-4o'
 */
export function calledInWords({ provider, model, endpoint }: Pick<JournalCall, 'provider' | 'model' | 'endpoint'>): string {
  return `${provider} ${model === '' ? endpoint : model}`
}
