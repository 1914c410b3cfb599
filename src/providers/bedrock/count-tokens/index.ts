import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { eventStreamMessage } from '../event-stream.ts'
import { writerOf } from '../writer.ts'
import { decodeCountTokens } from './decode.ts'

/** How many input tokens a request to Converse or InvokeModel would have. */
export const countTokens: Endpoint = defineEndpoint({
  name: 'count-tokens',
  path: /^\/model\/.+\/count-tokens$/,
  readablePath: '/model/{model}/count-tokens',
  documentation: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html',
  decode: decodeCountTokens,
  write: (exchange) => ({ ...writerOf(exchange), body: (_, { call }) => ({ inputTokens: call.inputTokens }) }),
  bytes: eventStreamMessage,
})
