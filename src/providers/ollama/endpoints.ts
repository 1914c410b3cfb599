import type { Endpoint } from '../../kit.ts'
import { chat } from './chat/index.ts'
import { embed } from './embed/index.ts'
import { embeddings } from './embeddings/index.ts'
import { generate } from './generate/index.ts'
import { modelEndpoints } from './models/index.ts'
import { openaiCompatible } from './openai-compatible.ts'

export const endpoints: readonly Endpoint[] = [chat, generate, embed, embeddings, ...modelEndpoints, ...openaiCompatible]
