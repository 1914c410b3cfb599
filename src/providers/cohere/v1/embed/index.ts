import { z } from 'zod'
import { decodeRequest, defineEndpoint, numbersOf, operationOn, type Endpoint } from '../../../../kit.ts'
import { admission } from '../../decode.ts'
import { embeddingsOf } from '../../embed/body.ts'
import { dimensionsOf } from '../../embed/decode.ts'
import { embedRequest } from '../../embed/schema.ts'
import { invalid } from '../../wording.ts'
import { writerOf } from '../../writer.ts'
import { metaOf } from '../chat/body.ts'

/** The model for requests without one (https://docs.cohere.com/v1/reference/embed#request.body.model). */
const usualModel = 'embed-english-v2.0'

/** The body of POST /v1/embed: that of version 2, without its additions. */
const embedRequestV1 = embedRequest
  .omit({ inputs: true, output_dimension: true, max_tokens: true, priority: true })
  .extend({ model: z.string().nullish() })

/** Embeddings, version 1. They are a list, unless the request names encodings (https://docs.cohere.com/v1/reference/embed). */
export const embedV1: Endpoint = defineEndpoint({
  name: 'embed',
  path: '/v1/embed',
  documentation: 'https://docs.cohere.com/v1/reference/embed',
  decode: (request) =>
    decodeRequest(request, {
      ...admission,
      schema: embedRequestV1,
      check({ model, texts, images, input_type: inputType }) {
        if (!texts?.length && !images?.length) return invalid('at least one text or image must be provided.')
        return inputType == null && /v[34]/.test(model ?? '')
          ? invalid('valid input_type must be provided with the provided model')
          : undefined
      },
      ask: ({ model, texts, images }) =>
        operationOn('embed', {
          model: model ?? usualModel,
          texts: [...(texts ?? []), ...(images ?? [])],
          dimensions: dimensionsOf(model ?? usualModel),
        }),
    }),
  write(exchange) {
    const { ids, ...writer } = writerOf(exchange)
    return {
      ...writer,
      body(gathered, exchange) {
        const meta = metaOf(gathered.usage)
        const { embedding_types: types, texts } = JSON.parse(exchange.request.text) as z.output<typeof embedRequestV1>
        if (types != null) return { ...embeddingsOf(gathered, exchange, ids.reply), meta }
        return { id: ids.reply, texts: texts ?? [], embeddings: gathered.data.map(numbersOf), meta, response_type: 'embeddings_floats' }
      },
    }
  },
})
