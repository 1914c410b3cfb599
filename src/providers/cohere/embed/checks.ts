import type { Problem } from '../../../kit.ts'
import { invalid } from '../wording.ts'
import type { EmbedRequest } from './schema.ts'

/** The API's error for a request that matches the schema. */
export function contradictionOf({ input_type: inputType, texts, images, inputs }: EmbedRequest): Problem | undefined {
  if (inputType == null) return invalid('valid input_type must be provided with the provided model')
  return [texts, images, inputs].some((given) => given != null && given.length > 0)
    ? undefined
    : invalid('texts, images or inputs must be provided')
}
