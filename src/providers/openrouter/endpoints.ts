import type { Endpoint } from '../../kit.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { responsesEndpoint } from '../openai/responses/index.ts'
import { chat } from './chat/index.ts'
import { openrouterHost } from './host.ts'
import { reportingRoutes } from './metadata.ts'
import { models } from './models/index.ts'
import { routed, withOwnParameters } from './routing.ts'

export const endpoints: readonly Endpoint[] = [
  reportingRoutes(routed(chat)),
  reportingRoutes(
    routed(
      withOwnParameters(responsesEndpoint(openrouterHost, '/responses', 'https://openrouter.ai/docs/api-reference/responses/overview')),
    ),
  ),
  embeddingsEndpoint(openrouterHost, '/embeddings', 'https://openrouter.ai/docs/api-reference/embeddings'),
  models,
]
