import { decodeRequest, operationOn, type Decoded, type WireRequest } from '../../../kit.ts'
import { admission } from '../decode.ts'
import { contradictionOf } from './checks.ts'
import { embedRequest, type EmbedRequest } from './schema.ts'

/** The dimensions of a model's vectors (https://docs.cohere.com/docs/models#embed). */
export function dimensionsOf(model: string): number {
  if (model.startsWith('embed-v4')) return 1_536
  return model.includes('light') ? 384 : 1_024
}

function textsOf({ texts, images, inputs }: EmbedRequest): readonly string[] {
  const told = (inputs ?? []).map(({ content: parts }) =>
    parts.map((part) => (part.type === 'text' ? part.text : part.image_url.url)).join('\n'),
  )
  return [...(texts ?? []), ...(images ?? []), ...told]
}

/** Decodes a request for embeddings. */
export function decodeEmbed(request: WireRequest): Decoded {
  return decodeRequest(request, {
    ...admission,
    schema: embedRequest,
    check: contradictionOf,
    ask: (body) =>
      operationOn('embed', {
        model: body.model,
        texts: textsOf(body),
        dimensions: body.output_dimension ?? dimensionsOf(body.model),
      }),
  })
}
