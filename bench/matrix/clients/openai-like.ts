import { InferenceClient } from '@huggingface/inference'
import Groq from 'groq-sdk'
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources'
import { Portkey } from 'portkey-ai'
import Together from 'together-ai'
import { openai, type Provider } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { inJson, prose, readChunks, showCompletion, withTool } from './openai-chat.ts'

/** A client of a host with OpenAI's dialect. Its types differ from those of `openai` in parts that no call here reads. */
interface Row {
  readonly package: string
  readonly provider: () => Provider
  /** Its two calls, as the matrix names them. Default: `chat` and `chat, stream: true` */
  readonly names?: readonly [complete: string, streamed: string]
  readonly create: (request: never, signal: AbortSignal) => PromiseLike<unknown>
  /** Default: `create`, whose request has `stream: true` */
  readonly stream?: (request: never, signal: AbortSignal) => AsyncIterable<unknown>
}

const apiKey = 'test'

const rows: readonly Row[] = [
  {
    package: 'groq-sdk',
    provider: () => openai({ flavor: 'groq' }),
    create: (request, signal) => new Groq({ apiKey, logLevel: 'off' }).chat.completions.create(request, { signal }),
  },
  {
    package: 'together-ai',
    provider: () => openai({ flavor: 'together' }),
    create: (request, signal) => new Together({ apiKey, logLevel: 'off' }).chat.completions.create(request, { signal }),
  },
  {
    package: 'portkey-ai',
    provider: () => openai({ name: 'portkey', baseURL: 'https://api.portkey.ai/v1' }),
    create: (request, signal) =>
      new Portkey({ apiKey, provider: 'openai', Authorization: 'Bearer test' }).chat.completions.create(request, undefined, { signal }),
  },
  {
    package: '@huggingface/inference',
    provider: () => openai({ flavor: 'hugging-face' }),
    names: ['chatCompletion', 'chatCompletionStream'],
    create: (request, signal) => new InferenceClient('hf_test').chatCompletion(request, { signal }),
    stream: (request, signal) => new InferenceClient('hf_test').chatCompletionStream(request, { signal }),
  },
]

function waysOf({
  package: own,
  provider,
  names: [complete, streamed] = ['chat', 'chat, stream: true'],
  create,
  stream,
}: Row): readonly Client[] {
  const completing =
    (request: typeof prose): Ask =>
    async (shown, signal) =>
      showCompletion(shown, (await create(request as never, signal)) as ChatCompletion)
  const streaming =
    (request: typeof prose): Ask =>
    async (shown, signal) =>
      readChunks((await (stream ?? create)({ ...request, stream: true } as never, signal)) as AsyncIterable<ChatCompletionChunk>, shown)
  const common = { packages: [own], providers: [provider] } as const
  return [
    {
      ...common,
      name: `${own} ${complete}`,
      asks: { complete: completing(prose), tools: completing(withTool), structured: completing(inJson) },
    },
    {
      ...common,
      name: `${own} ${streamed}`,
      asks: { streamed: streaming(prose), tools: streaming(withTool), structured: streaming(inJson) },
    },
  ]
}

export const clients: readonly Client[] = rows.flatMap(waysOf)
