import { decodedPath, decodeModels, defineEndpoint, type Endpoint } from '../../../kit.ts'
import { openaiHost, type Host } from '../host.ts'
import { writerAt } from '../writer.ts'
import { listBody, modelBody, openaiModels, type ModelCatalogue } from './body.ts'

/**
 * The list of a host's models, and one model. The listed ones are examples: any model can be used. Paths can match an expression, `pattern`,
 * and are `below` for people.
 */
export function modelsEndpoints(
  host: Host,
  documentation: { readonly list: string; readonly one: string },
  { below = '', pattern = below, ...catalogue }: ModelCatalogue & { readonly below?: string; readonly pattern?: string },
): readonly Endpoint[] {
  return [
    defineEndpoint({
      name: 'models',
      method: 'GET',
      path: new RegExp(`^${pattern}/models$`),
      readablePath: `${below}/models`,
      documentation: documentation.list,
      decode: (request) => decodeModels(request, host),
      write: (exchange) => ({ ...writerAt(host, exchange), body: () => listBody(catalogue) }),
    }),
    defineEndpoint({
      name: 'models',
      method: 'GET',
      path: new RegExp(String.raw`^${pattern}/models/.+$`),
      readablePath: `${below}/models/{id}`,
      documentation: documentation.one,
      decode: (request) => decodeModels(request, { ...host, model: nameIn(request.url) }),
      write: (exchange) => ({ ...writerAt(host, exchange), body: (_, { call }) => modelBody(call.model, catalogue) }),
    }),
  ]
}

/** Model names can contain slashes, which not all clients encode. */
function nameIn({ pathname }: URL): string {
  return decodedPath(pathname.slice(pathname.indexOf('/models/') + '/models/'.length))
}

const noKey =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."

/** OpenAI's models. Any model exists, unless a fault removes it. */
export const models: readonly Endpoint[] = modelsEndpoints(
  {
    ...openaiHost,
    refusal: ({ headers }) => (headers.has('authorization') ? undefined : { kind: 'authentication', message: noKey, code: null }),
  },
  {
    list: 'https://platform.openai.com/docs/api-reference/models/list',
    one: 'https://platform.openai.com/docs/api-reference/models/retrieve',
  },
  openaiModels,
)
