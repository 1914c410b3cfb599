import type { Decoded, WireRequest } from '../../../kit.ts'
import { decodeGemini } from '../decode.ts'
import { readingOf } from '../generate/decode.ts'
import { generateRequest, type GenerateRequest } from '../generate/schema.ts'
import { modelOf } from '../path.ts'
import { message } from '../proto-json.ts'

/** Either the fields of a generate request, or one such request as a member. */
const countRequest = message({ ...generateRequest.out.shape, generateContentRequest: generateRequest.optional() })

/** Decodes a request to count the tokens of another request. */
export function decodeCountTokens(request: WireRequest): Decoded {
  const { check, ask } = readingOf(modelOf(request), false)
  return decodeGemini(request, {
    schema: countRequest,
    check: (body) => check(countedBy(body)),
    ask: (body) => ({ ...ask(countedBy(body)), operation: 'count-tokens' }),
  })
}

function countedBy({
  generateContentRequest,
  ...fields
}: GenerateRequest & { generateContentRequest?: GenerateRequest | undefined }): GenerateRequest {
  return generateContentRequest ?? fields
}
