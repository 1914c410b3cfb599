import { decodeModels, defineEndpoint, type Endpoint } from '../../../kit.ts'
import { missingCredentials, refusalOf } from '../decode.ts'
import { isVertex, modelOf, modelPath, modelsPath } from '../path.ts'
import { writer } from '../writer.ts'
import { listBody, modelBody } from './body.ts'

/** The list of models. Any model can be asked for: those listed are examples. */
export const modelList: Endpoint = defineEndpoint({
  name: 'models',
  method: 'GET',
  ...modelsPath,
  decode: (request) => decodeModels(request, { refusal: missingCredentials }),
  write: () => ({ ...writer, body: (_, { request }) => listBody(isVertex(request)) }),
})

/** One model: whichever of Google's is asked for is there, unless a fault says that it is not. */
export const model: Endpoint = defineEndpoint({
  name: 'models',
  method: 'GET',
  ...modelPath,
  decode: (request) => decodeModels(request, { refusal: refusalOf, model: modelOf(request) }),
  write: () => ({ ...writer, body: (_, { call, request }) => modelBody(call.model, isVertex(request)) }),
})
