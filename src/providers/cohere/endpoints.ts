import type { Endpoint } from '../../kit.ts'
import { chat } from './chat/index.ts'
import { embed } from './embed/index.ts'
import { models } from './models/index.ts'
import { rerank } from './rerank/index.ts'
import { chatV1 } from './v1/chat/index.ts'
import { embedV1 } from './v1/embed/index.ts'
import { generateV1 } from './v1/generate/index.ts'

/** The official SDK appends `/v2/chat` to its base URL; others, such as `@ai-sdk/cohere`, include `/v2`. */
const version2: readonly Endpoint[] = ['/v2', ''].flatMap((version) => [
  chat(`${version}/chat`),
  embed(`${version}/embed`),
  rerank('2', `${version}/rerank`),
])

/** Version 1, which `@langchain/cohere` uses. */
const version1: readonly Endpoint[] = [chatV1, embedV1, rerank('1', '/v1/rerank'), generateV1]

export const endpoints: readonly Endpoint[] = [...version2, ...version1, ...models]
