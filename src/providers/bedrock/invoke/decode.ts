import { badRequest, decodeRequest, type Decoded, type ReadJson, type WireRequest } from '../../../kit.ts'
import { messagesDecoding } from '../../anthropic/messages/decode.ts'
import { admissionOf } from '../decode.ts'
import { modelOf } from '../path.ts'

/** Members that Anthropic's API has in the body and Bedrock in the path. Bedrock rejects them. */
const foreign = ['model', 'stream'] as const

/** A body for Anthropic's own API, with the model and without the version. */
function asMessages(body: unknown, known: { readonly model: string; readonly stream: boolean }): ReadJson {
  if (typeof body !== 'object' || body === null) return { value: body }
  const { anthropic_version: version, anthropic_beta: _betas, ...rest } = body as Readonly<Record<string, unknown>>
  if (version === undefined) return { problem: badRequest('anthropic_version: Field required') }
  const extra = foreign.find((name) => name in rest)
  return extra === undefined ? { value: { ...rest, ...known } } : { problem: badRequest(`${extra}: Extra inputs are not permitted`) }
}

/**
 * Reads a request to one of Anthropic's models: the body of its Messages API, with the version and without the model.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html
 */
export function decodeInvoke(request: WireRequest, stream: boolean): Decoded {
  const { json, ...admission } = admissionOf(stream)
  const known = { model: modelOf(request.url), stream }
  return decodeRequest(request, {
    ...admission,
    ...messagesDecoding,
    json(text) {
      const read = json(text)
      return 'value' in read ? asMessages(read.value, known) : read
    },
  })
}
