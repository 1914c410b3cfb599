import type { Endpoint } from '../../kit.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { conversationEndpoints } from '../openai/conversations/index.ts'
import { realtime } from '../openai/realtime/index.ts'
import { responsesSocket } from '../openai/responses/socket/index.ts'
import { responsesEndpoint } from '../openai/responses/index.ts'
import { compactEndpoint } from '../openai/responses/compact.ts'
import { inputTokensEndpoint } from '../openai/responses/input-tokens.ts'
import { storedResponseEndpoints } from '../openai/responses/stored/endpoints.ts'
import type { StoragePlace } from '../openai/storage/endpoint.ts'
import { chat } from './chat/index.ts'
import { azureHost } from './host.ts'
import { documentation, pathOf } from './path.ts'

const pattern = String.raw`(?:/api/projects/[^/]+)?/openai(?:/v1)?`
const place: StoragePlace = { host: azureHost, pattern, readable: '/openai/v1' }

/** What is emulated of Azure OpenAI. */
export const endpointsOf = (hasAsynchronousFilter: boolean): readonly Endpoint[] => [
  chat(hasAsynchronousFilter),
  responsesEndpoint(azureHost, new RegExp(`^${pattern}/responses$`), documentation),
  responsesSocket(azureHost, new RegExp(`^${pattern}/responses$`)),
  realtime(azureHost, new RegExp(`^${pattern}/realtime$`)),
  inputTokensEndpoint(place),
  compactEndpoint(place),
  ...storedResponseEndpoints(place),
  ...conversationEndpoints(place),
  embeddingsEndpoint(azureHost, pathOf('embeddings'), documentation),
]
