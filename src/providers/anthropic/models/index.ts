import { decodeModels, defineEndpoint, lastSegment, type Endpoint } from '../../../kit.ts'
import { missingHeader } from '../decode.ts'
import { writerOf } from '../writer.ts'
import { listBody, modelBody } from './body.ts'

/** The list of models. The listed ones are examples: any model can be used. */
export function modelList(path: string): Endpoint {
  return defineEndpoint({
    name: 'models',
    method: 'GET',
    path,
    documentation: 'https://docs.claude.com/en/api/models-list',
    decode: (request) => decodeModels(request, { refusal: missingHeader }),
    write: (exchange) => ({ ...writerOf(exchange), body: listBody }),
  })
}

/** One model. Any model exists, unless a fault removes it. */
export function model(path: string): Endpoint {
  return defineEndpoint({
    name: 'models',
    method: 'GET',
    path: new RegExp(`^${path}/[^/]+$`),
    documentation: 'https://docs.claude.com/en/api/models',
    decode: (request) => decodeModels(request, { refusal: missingHeader, model: lastSegment(request.url) }),
    write: (exchange) => ({ ...writerOf(exchange), body: (_, { call }) => modelBody(call.model) }),
  })
}
