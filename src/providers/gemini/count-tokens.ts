import type { Decoded, Endpoint, WireRequest } from '../../kit.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './conversation.ts'
import { message } from './message.ts'
import { modelOf, pathOf } from './path.ts'
import { plainEndpoint } from './plain-endpoint.ts'
import { readRequest } from './read.ts'
import { requestSchema } from './request.ts'

/** Either the fields of a request for an answer, or one such request as a whole. */
const countSchema = message({ ...requestSchema.out.shape, generateContentRequest: requestSchema.optional() })

function decode(request: WireRequest): Decoded {
  const model = modelOf(request)
  const read = readRequest(request, countSchema)
  if (read.type === 'problem') return { ...read, model }
  const { generateContentRequest, ...fields } = read.body
  const counted = generateContentRequest ?? fields
  const wrong = contradictionOf(counted, model)
  if (wrong !== undefined) return { type: 'problem', problem: { kind: 'bad-request', message: wrong }, model }
  return { type: 'ask', ask: { ...askOf(counted, model, false), operation: 'count-tokens' } }
}

/** How many input tokens a request would have (https://ai.google.dev/api/tokens#method:-models.counttokens). */
export const countTokens: Endpoint = plainEndpoint('countTokens', { ...pathOf('countTokens'), decode }, (_, { call }) => ({
  totalTokens: call.inputTokens,
  promptTokensDetails: [{ modality: 'TEXT', tokenCount: call.inputTokens }],
}))
