import type { Endpoint } from '../../kit.ts'
import { chatCompletions } from './chat/index.ts'
import { embeddings } from './embeddings/index.ts'
import { models } from './models/index.ts'
import { moderations } from './moderations/index.ts'
import { responses } from './responses/index.ts'

export const endpoints: readonly Endpoint[] = [chatCompletions, responses, embeddings, moderations, ...models]
