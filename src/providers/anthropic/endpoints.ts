import type { Endpoint } from '../../kit.ts'
import { batchEndpoints } from './batches/index.ts'
import { countTokens } from './count-tokens/index.ts'
import { messages } from './messages/index.ts'
import { model, modelList } from './models/index.ts'

/** The official SDK appends `/v1/messages` to its base URL; others, such as `@ai-sdk/anthropic`, include `/v1`. */
export const endpoints: readonly Endpoint[] = ['/v1', ''].flatMap((version) => {
  const ofMessages = messages(`${version}/messages`)
  return [
    ofMessages,
    ...batchEndpoints(ofMessages, `${version}/messages`),
    countTokens(`${version}/messages/count_tokens`),
    modelList(`${version}/models`),
    model(`${version}/models`),
  ]
})
