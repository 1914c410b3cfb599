import type { Endpoint } from '../../kit.ts'
import { batchEndpoints } from './batches/index.ts'
import { chatCompletions } from './chat/index.ts'
import { completions } from './completions/index.ts'
import { conversationEndpoints } from './conversations/index.ts'
import { embeddings } from './embeddings/index.ts'
import { fileEndpoints } from './files/index.ts'
import { models } from './models/index.ts'
import { moderations } from './moderations/index.ts'
import { openaiHost } from './host.ts'
import { responses } from './responses/index.ts'
import { compactEndpoint } from './responses/compact.ts'
import { responsesSocket } from './responses/socket/index.ts'
import { realtime } from './realtime/index.ts'
import { inputTokensEndpoint } from './responses/input-tokens.ts'
import { storedResponseEndpoints } from './responses/stored/endpoints.ts'
import type { StoragePlace } from './storage/endpoint.ts'

const place: StoragePlace = { host: openaiHost, pattern: '', readable: '' }

export const endpoints: readonly Endpoint[] = [
  chatCompletions,
  responses,
  responsesSocket(openaiHost, '/responses'),
  realtime(openaiHost, '/realtime'),
  inputTokensEndpoint(place),
  compactEndpoint(place),
  ...storedResponseEndpoints(place),
  ...conversationEndpoints(place),
  completions,
  embeddings,
  moderations,
  ...models,
  ...fileEndpoints(place),
  ...batchEndpoints(place, {
    '/v1/chat/completions': chatCompletions,
    '/v1/responses': responses,
    '/v1/embeddings': embeddings,
    '/v1/moderations': moderations,
  }),
]
