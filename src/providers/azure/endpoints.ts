import type { Endpoint } from '../../kit.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { responsesEndpoint } from '../openai/responses/index.ts'
import { chat } from './chat/index.ts'
import { azureHost } from './host.ts'
import { documentation, pathOf } from './path.ts'

const responsesPath = /^(?:\/api\/projects\/[^/]+)?\/openai(?:\/v1)?\/responses$/

/** What is emulated of Azure OpenAI. */
export const endpointsOf = (hasAsynchronousFilter: boolean): readonly Endpoint[] => [
  chat(hasAsynchronousFilter),
  responsesEndpoint(azureHost, responsesPath, documentation),
  embeddingsEndpoint(azureHost, pathOf('embeddings'), documentation),
]
