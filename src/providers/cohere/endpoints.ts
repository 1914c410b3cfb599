import type { Endpoint } from '../../kit.ts'
import { chat } from './chat/index.ts'
import { embed } from './embed/index.ts'

/** The official SDK appends `/v2/chat` to its base URL; others, such as `@ai-sdk/cohere`, have `/v2` in it. */
export const endpoints: readonly Endpoint[] = ['/v2', ''].flatMap((version) => [chat(`${version}/chat`), embed(`${version}/embed`)])
