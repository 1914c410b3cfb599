import { contextWindowOf } from '../../kit.ts'

/** The context window of most models, in tokens (https://docs.mistral.ai/getting-started/models). */
const usualWindow = 131_072

/** The context window of a model, in tokens. */
export function windowOf(model: string): number {
  return contextWindowOf(model) ?? usualWindow
}
