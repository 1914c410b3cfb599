import type { Endpoint } from '../../kit.ts'
import { batches } from './batches/index.ts'
import { chat } from './chat/index.ts'
import { embeddings } from './embeddings/index.ts'
import { files } from './files/index.ts'
import { models } from './models/index.ts'

export const endpoints: readonly Endpoint[] = [chat, embeddings, ...models, ...files, ...batches]
