import { decodeRequest, defineEndpoint, type Endpoint } from '../../../kit.ts'
import { admissionOf } from '../decode.ts'
import { eventStreamMessage } from '../event-stream.ts'
import { modelOf } from '../path.ts'
import { writerOf } from '../writer.ts'
import { familyOf } from './families.ts'

/** InvokeModel for embedding models: Amazon's Titan and Nova, and Cohere's. */
export const embed: Endpoint = defineEndpoint({
  name: 'invoke',
  path: /^\/model\/[^/]*(?:amazon\.titan-embed-text|amazon\.nova-[^/]*embed|cohere\.embed-)[^/]*\/invoke$/,
  readablePath: '/model/{embedding model}/invoke',
  documentation: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html',
  decode(request) {
    const model = modelOf(request.url)
    return decodeRequest(request, { ...admissionOf(false), ...familyOf(model).decoding(model) })
  },
  write: (exchange) => ({
    // Cohere's models report billed tokens only here.
    ...writerOf(exchange, { 'x-amzn-bedrock-input-token-count': String(exchange.call.inputTokens) }),
    body: (gathered, { call, request }) => familyOf(call.model).write(gathered, JSON.parse(request.text)),
  }),
  bytes: eventStreamMessage,
})
