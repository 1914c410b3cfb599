import type { Endpoint } from '../../kit.ts'
import { chatEndpoint } from '../openai/chat/index.ts'
import { mistralChat } from './chat.ts'
import { mistralEmbeddings } from './embeddings.ts'

export const endpoints: readonly Endpoint[] = [chatEndpoint(mistralChat), mistralEmbeddings]
