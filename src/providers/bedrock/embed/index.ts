import { z } from 'zod'
import { operationOn, encode, type Decoded, type Endpoint, type WireRequest } from '../../../kit.ts'
import { eventStreamMessage } from '../event-stream.ts'
import { plainWriter } from '../plain-writer.ts'
import { modelOf, problemOfCredentials, refused, valueOf } from '../request.ts'
import { familyOf } from './families.ts'
import { malformedWording } from './malformed.ts'

function decode(request: WireRequest): Decoded {
  const model = modelOf(request.url)
  const unsigned = problemOfCredentials(request)
  if (unsigned !== undefined) return refused(unsigned, model, false)
  const read = valueOf(request.text)
  if ('problem' in read) return refused(read.problem, model, false)
  const asked = familyOf(model).read(read.value, model)
  if (asked instanceof z.ZodError) return refused({ kind: 'bad-request', message: malformedWording(asked, read.value) }, model, false)
  return { type: 'ask', ask: operationOn('embed', { model, ...asked }) }
}

/** InvokeModel for the models that make vectors of texts: Amazon's Titan and Nova, and Cohere's. */
export const embed: Endpoint = {
  name: 'invoke',
  method: 'POST',
  path: /^\/model\/[^/]*(?:amazon\.titan-embed-text|amazon\.nova-[^/]*embed|cohere\.embed-)[^/]*\/invoke$/,
  documentation: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html',
  decode,
  encode: (beats, exchange) =>
    encode(
      beats,
      exchange,
      plainWriter(exchange, (gathered) => familyOf(exchange.call.model).write(gathered, JSON.parse(exchange.request.text)), {
        // Cohere's models say nowhere else what is billed.
        'x-amzn-bedrock-input-token-count': String(exchange.call.inputTokens),
      }),
    ),
  bytes: eventStreamMessage,
}
