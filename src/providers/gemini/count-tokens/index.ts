import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { pathOf } from '../path.ts'
import { writer } from '../writer.ts'
import { decodeCountTokens } from './decode.ts'

/** How many input tokens a request would have (https://ai.google.dev/api/tokens#method:-models.counttokens). */
export const countTokens: Endpoint = defineEndpoint({
  name: 'countTokens',
  ...pathOf('countTokens'),
  decode: decodeCountTokens,
  write: () => ({
    ...writer,
    body: (_, { call }) => ({
      totalTokens: call.inputTokens,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: call.inputTokens }],
    }),
  }),
})
