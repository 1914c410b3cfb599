import type { Endpoint } from '../../kit.ts'
import { batchEndpoints } from '../openai/batches/index.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { conversationEndpoints } from '../openai/conversations/index.ts'
import { fileEndpoints } from '../openai/files/index.ts'
import { realtime } from '../openai/realtime/index.ts'
import { responsesSocket } from '../openai/responses/socket/index.ts'
import { responsesEndpoint } from '../openai/responses/index.ts'
import { openaiModels } from '../openai/models/body.ts'
import { modelsEndpoints } from '../openai/models/index.ts'
import { compactEndpoint } from '../openai/responses/compact.ts'
import { inputTokensEndpoint } from '../openai/responses/input-tokens.ts'
import { storedResponseEndpoints } from '../openai/responses/stored/endpoints.ts'
import type { StoragePlace } from '../openai/storage/endpoint.ts'
import { chat } from './chat/index.ts'
import { azureHost } from './host.ts'
import { documentation, pathOf } from './path.ts'

const pattern = String.raw`(?:/api/projects/[^/]+)?/openai(?:/v1)?`
const place: StoragePlace = { host: azureHost, pattern, readable: '/openai/v1' }

/** The models of the resource, by their names and not those of deployments. */
const listed = 'https://learn.microsoft.com/en-us/rest/api/azureopenai/models/list'
const models = modelsEndpoints(
  azureHost,
  { list: listed, one: 'https://learn.microsoft.com/en-us/rest/api/azureopenai/models/get' },
  { ids: openaiModels.ids, below: '/openai/v1', pattern },
)

const embeddings = embeddingsEndpoint(azureHost, pathOf('embeddings'), documentation)

/** The emulated endpoints of Azure OpenAI. The lines of a batch name a deployment as their model, and a URL with or without a version. */
export function endpointsOf(hasAsynchronousFilter: boolean): readonly Endpoint[] {
  const completions = chat(hasAsynchronousFilter)
  const responses = responsesEndpoint(azureHost, new RegExp(`^${pattern}/responses$`), documentation)
  return [
    completions,
    responses,
    responsesSocket(azureHost, new RegExp(`^${pattern}/responses$`)),
    realtime(azureHost, new RegExp(`^${pattern}/realtime$`)),
    inputTokensEndpoint(place),
    compactEndpoint(place),
    ...storedResponseEndpoints(place),
    ...conversationEndpoints(place),
    embeddings,
    ...models,
    ...fileEndpoints(place),
    ...batchEndpoints(place, {
      '/v1/chat/completions': completions,
      '/chat/completions': completions,
      '/v1/responses': responses,
      '/v1/embeddings': embeddings,
      '/embeddings': embeddings,
    }),
  ]
}
