import type { Decoded, WireRequest } from '../../../kit.ts'
import { readMessages } from '../../anthropic/messages/decode.ts'
import { modelOf, problemOfCredentials, refused, valueOf } from '../request.ts'

/** Members that Anthropic's own API has in its body, and Bedrock in the path and the query; it refuses them. */
const foreign = ['model', 'stream'] as const

/**
 * Reads a request to one of Anthropic's models: the body of its Messages API, with the version in it and without the model.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html
 */
export function decodeInvoke(request: WireRequest, stream: boolean): Decoded {
  const model = modelOf(request.url)
  const unsigned = problemOfCredentials(request)
  if (unsigned !== undefined) return refused(unsigned, model, stream)
  const read = valueOf(request.text)
  if ('problem' in read) return refused(read.problem, model, stream)
  if (typeof read.value !== 'object' || read.value === null) return readMessages(read.value)
  const { anthropic_version: version, anthropic_beta: _betas, ...body } = read.value as Readonly<Record<string, unknown>>
  const refuse = (message: string): Decoded => refused({ kind: 'bad-request', message }, model, stream)
  if (version === undefined) return refuse('anthropic_version: Field required')
  const extra = foreign.find((name) => name in body)
  if (extra !== undefined) return refuse(`${extra}: Extra inputs are not permitted`)
  return readMessages({ ...body, model, stream })
}
