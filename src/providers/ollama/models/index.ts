import { z } from 'zod'
import { decodeModels, defineEndpoint, operationOn, type Endpoint, type PlainWriter } from '../../../kit.ts'
import { decodeOllama } from '../decode.ts'
import { writer } from '../writer.ts'
import { psBody, showBody, tagsBody } from './body.ts'

const isOpen = { refusal: () => undefined } as const

/** The emulated version of the server. */
const version = '0.13.5'

function listEndpoint(name: string, documentation: string, body: PlainWriter['body']): Endpoint {
  return defineEndpoint({
    name,
    method: 'GET',
    path: `/api/${name}`,
    documentation,
    decode: (request) => decodeModels(request, isOpen),
    write: () => ({ ...writer, body }),
  })
}

/** The body of POST /api/show. Older clients call the model `name`. */
const showRequest = z.looseObject({ model: z.string().nullish(), name: z.string().nullish(), verbose: z.boolean().nullish() })

/** One model. Any model exists, unless a fault removes it. */
const show: Endpoint = defineEndpoint({
  name: 'show',
  path: '/api/show',
  documentation: 'https://docs.ollama.com/api-reference/show-model-details',
  decode: (request) =>
    decodeOllama(request, {
      schema: showRequest.transform(({ model, name, ...rest }) => ({ ...rest, model: model || name })),
      struct: 'ShowRequest',
      streams: false,
      ask: ({ model }) => operationOn('list-models', { model: model!, texts: [] }),
    }),
  write: () => ({ ...writer, body: showBody }),
})

/** The pulled models, those in memory, the details of one, and the version of the server. */
export const modelEndpoints: readonly Endpoint[] = [
  listEndpoint('tags', 'https://docs.ollama.com/api/tags', tagsBody),
  listEndpoint('ps', 'https://docs.ollama.com/api/ps', psBody),
  show,
  listEndpoint('version', 'https://docs.ollama.com/api-reference/get-version', () => ({ version })),
]
