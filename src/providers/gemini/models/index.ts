import { decodeModels, defineEndpoint, type Endpoint } from '../../../kit.ts'
import { missingCredentials, refusalOf } from '../decode.ts'
import { isVertex, modelOf, modelPath, modelsPath } from '../path.ts'
import { writer } from '../writer.ts'
import { listBody, modelBody } from './body.ts'

/** The list of models. The listed ones are examples: any model can be used. */
export const modelList: Endpoint = defineEndpoint({
  name: 'models',
  method: 'GET',
  ...modelsPath,
  decode: (request) => decodeModels(request, { refusal: missingCredentials }),
  write: () => ({ ...writer, body: (_, { request }) => listBody(isVertex(request)) }),
})

/** One model. Any of Google's models exists, unless a fault removes it. */
export const model: Endpoint = defineEndpoint({
  name: 'models',
  method: 'GET',
  ...modelPath,
  decode: (request) => decodeModels(request, { refusal: refusalOf, model: modelOf(request) }),
  write: () => ({ ...writer, body: (_, { call, request }) => modelBody(call.model, isVertex(request)) }),
})
