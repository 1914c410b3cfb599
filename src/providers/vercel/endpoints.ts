import type { Endpoint } from '../../kit.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { embeddingModel } from './embedding-model/index.ts'
import { languageModel } from './language-model/index.ts'
import { config } from './models/index.ts'
import { routed } from './routing.ts'

export const endpoints: readonly Endpoint[] = [routed(languageModel), embeddingModel, config, ...openaiCompatible]
