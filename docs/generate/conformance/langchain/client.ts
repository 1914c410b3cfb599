import { strict as assert } from 'node:assert'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessage, AIMessageChunk, UsageMetadata } from '@langchain/core/messages'
import { concat } from '@langchain/core/utils/stream'
import type { Provider } from '../../../../src/index.ts'

/** How a picture, a sound or a document can be passed to a client. */
export type Handing = 'url' | 'base64' | 'data URL' | 'text'

/** Options that every LangChain model has. */
export interface ModelFields {
  readonly streaming?: boolean
  readonly cache?: boolean
  readonly stop?: readonly string[]
}

/** A LangChain chat model and its capabilities, as stated by its own package. */
export interface ChatClient {
  readonly name: string
  readonly package: string
  readonly provider: () => Provider
  readonly model: (fields?: ModelFields) => BaseChatModel
  /** An id of a tool call that the provider accepts. Default: `abc123` */
  readonly callId?: string
  /** The standard content blocks that the package supports, besides text. Default: no blocks, not even text */
  readonly takes?: Readonly<Partial<Record<'image' | 'audio' | 'file', readonly Handing[]>>>
  readonly callsInParallel?: boolean
}

/** Joins all chunks of a stream. */
export async function gathered(stream: Promise<AsyncIterable<AIMessageChunk>>): Promise<AIMessageChunk> {
  let all: AIMessageChunk | undefined
  for await (const chunk of await stream) all = all === undefined ? chunk : concat(all, chunk)
  if (all === undefined) throw new Error('The stream had no chunk.')
  return all
}

/** Expects a message to report its input and output tokens. */
export function assertUsage(message: AIMessage | AIMessageChunk): void {
  const usage = message.usage_metadata as UsageMetadata | undefined
  assert.ok(usage !== undefined && usage.input_tokens > 0 && usage.output_tokens > 0)
  assert.equal(usage.total_tokens, usage.input_tokens + usage.output_tokens)
}
