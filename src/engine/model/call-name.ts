import type { Call } from './call.ts'

/**
 * Names a call on one line: its provider and model, or its endpoint if the request has no model.
 * @example
 * callName({ provider: 'openai', model: 'gpt-5', endpoint: 'responses' }) // => 'openai gpt-5'
 * callName({ provider: 'openai', model: '', endpoint: 'responses.connect' }) // => 'openai responses.connect'
 */
export function callName({ provider, model, endpoint }: Pick<Call, 'provider' | 'model' | 'endpoint'>): string {
  return `${provider} ${model === '' ? endpoint : model}`
}
