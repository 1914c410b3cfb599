import { azureChat } from '../../dialects/azure-chat.ts'
import { bedrockConverse } from '../../dialects/bedrock-converse.ts'
import { anthropicMessages } from '../../dialects/anthropic-messages.ts'
import { cohereChat } from '../../dialects/cohere-chat.ts'
import { cohereEmbeddings } from '../../dialects/cohere-embeddings.ts'
import type { Dialect } from '../../dialects/dialect.ts'
import { geminiEmbeddings } from '../../dialects/gemini-embeddings.ts'
import { geminiGenerate } from '../../dialects/gemini.ts'
import { mistralChat } from '../../dialects/mistral-chat.ts'
import { ollamaChat } from '../../dialects/ollama-chat.ts'
import { ollamaEmbeddings } from '../../dialects/ollama-embeddings.ts'
import { openaiChat } from '../../dialects/openai-chat.ts'
import { openaiEmbeddings } from '../../dialects/openai-embeddings.ts'
import { openaiResponses } from '../../dialects/openai-responses.ts'
import { openrouterChat } from '../../dialects/openrouter-chat.ts'
import { vercelLanguageModel } from '../../dialects/vercel.ts'
import type { Exception, Suite } from '../suite.ts'
import { samplesOf, type Sample } from './samples.ts'
import { typeErrors } from './type-check.ts'

/** How an SDK types the responses of an endpoint. */
interface Typing {
  readonly dialect: Dialect
  readonly imports: string
  /** The type of each kind. Kinds without a type in the SDK are not checked. */
  readonly types: Readonly<Partial<Record<Sample['kind'], string>>>
  /** The SDK uses camel case, and renames what it receives. */
  readonly isRenamed?: boolean
  /** Members that the provider sends but the types lack, or have without `null`: the reason, by name. They are removed before the check. */
  readonly unlisted?: Readonly<Record<string, string>>
  readonly exceptions?: readonly Exception[]
}

const openaiImport = "import type OpenAI from 'openai'"
const openaiError = '{ error: OpenAI.ErrorObject }'
const azureFilters = 'Azure adds it, and the types of OpenAI do not have it'
const openrouterExtra = 'responses have it, and the types leave it out'
const googleImport = "import type * as google from '@google/genai'"

const typings: readonly Typing[] = [
  {
    dialect: openaiChat,
    imports: openaiImport,
    types: { reply: 'OpenAI.Chat.ChatCompletion', event: 'OpenAI.Chat.ChatCompletionChunk', error: openaiError },
  },
  {
    dialect: openaiResponses,
    imports: openaiImport,
    types: { reply: 'OpenAI.Responses.Response', event: 'OpenAI.Responses.ResponseStreamEvent', error: openaiError },
    exceptions: [
      {
        cases: /event [12]$/,
        reason: 'a response that has only begun has `null` as its usage, but the types allow only a usage or nothing',
      },
    ],
    unlisted: {
      obfuscation: 'each delta of a stream has it unless the app turns it off, and the types leave it out',
      prompt_cache_key: 'the API writes `null`, but the types allow only a text or nothing',
      safety_identifier: 'the API writes `null`, but the types allow only a text or nothing',
      user: 'the API writes `null`, but the types allow only a text or nothing',
      description: 'the API writes `null`, but the types allow only a text or nothing',
      store: 'responses have it, and the types leave it out',
      frequency_penalty: 'responses have it, and the types leave it out',
      presence_penalty: 'responses have it, and the types leave it out',
    },
  },
  {
    dialect: openaiEmbeddings,
    // The SDK requests base64, and converts it to numbers itself.
    imports: `${openaiImport}
type Embeddings = Omit<OpenAI.CreateEmbeddingResponse, 'data'> & { data: (Omit<OpenAI.Embedding, 'embedding'> & { embedding: string })[] }`,
    types: { reply: 'Embeddings', error: openaiError },
  },
  {
    dialect: anthropicMessages,
    imports: "import type Anthropic from '@anthropic-ai/sdk'",
    types: { reply: 'Anthropic.Message', event: 'Anthropic.RawMessageStreamEvent', error: 'Anthropic.ErrorResponse' },
    unlisted: { details: 'errors have it if a more exact cause is known, and the types do not have it' },
    exceptions: [{ cases: /event 3$/, reason: 'the SDK skips `ping` events, and has no type for them' }],
  },
  {
    dialect: geminiGenerate,
    imports: `${googleImport}
type Reply = Pick<google.GenerateContentResponse, 'candidates' | 'modelVersion' | 'promptFeedback' | 'responseId' | 'usageMetadata'>`,
    types: { reply: 'Reply', event: 'Reply' },
  },
  { dialect: geminiEmbeddings, imports: googleImport, types: { reply: 'google.EmbedContentResponse' } },
  {
    dialect: mistralChat,
    imports: "import type * as mistral from '@mistralai/mistralai/models/components'",
    types: { reply: 'mistral.ChatCompletionResponse', event: 'mistral.CompletionChunk' },
    isRenamed: true,
  },
  {
    dialect: cohereChat,
    imports: "import type { Cohere } from 'cohere-ai'",
    types: { reply: 'Cohere.V2ChatResponse', event: 'Cohere.V2ChatStreamResponse' },
    isRenamed: true,
    exceptions: [{ cases: /event 1$/, reason: '`message-start` has empty members that the API documents and the types do not have' }],
  },
  {
    dialect: cohereEmbeddings,
    imports: "import type { Cohere } from 'cohere-ai'",
    types: { reply: 'Cohere.EmbedByTypeResponse' },
    isRenamed: true,
  },
  {
    dialect: ollamaChat,
    // The client has one type for a reply and for each line of a stream, of which only the last has the duration.
    imports: `import type * as ollama from 'ollama'
type Line = Pick<ollama.ChatResponse, 'model' | 'created_at' | 'message' | 'done'> & Partial<ollama.ChatResponse>`,
    types: { reply: 'ollama.ChatResponse', event: 'Line' },
    unlisted: { index: 'calls have it, and the types leave it out', id: 'calls have it, and the types leave it out' },
  },
  {
    dialect: azureChat,
    imports: openaiImport,
    types: { reply: 'OpenAI.Chat.ChatCompletion', event: 'OpenAI.Chat.ChatCompletionChunk' },
    unlisted: {
      content_filter_results: azureFilters,
      prompt_filter_results: azureFilters,
    },
    exceptions: [{ cases: /event 1$/, reason: 'the first chunk has only the filter results of the prompt: no ID, model or choice' }],
  },
  {
    dialect: bedrockConverse,
    imports: `import type * as bedrock from '@aws-sdk/client-bedrock-runtime'
type Reply = Omit<bedrock.ConverseCommandOutput, '$metadata'>`,
    types: { reply: 'Reply', event: 'bedrock.ConverseStreamOutput' },
    unlisted: { p: 'each event is padded with it, and the types leave it out' },
  },
  {
    dialect: openrouterChat,
    imports: "import type * as openrouter from '@openrouter/sdk/models'",
    types: { reply: 'openrouter.ChatResult', event: 'openrouter.ChatStreamChunk' },
    isRenamed: true,
    unlisted: { native_finish_reason: openrouterExtra, provider: openrouterExtra },
  },
  {
    dialect: vercelLanguageModel,
    // The gateway's own package passes this on unchanged: the language model specification.
    imports: `import type { LanguageModel } from 'ai'
type Model = Extract<LanguageModel, { specificationVersion: 'v4' }>
type Reply = Awaited<ReturnType<Model['doGenerate']>>
type Event = Awaited<ReturnType<Model['doStream']>>['stream'] extends ReadableStream<infer Part> ? Part : never`,
    types: { reply: 'Reply', event: 'Event' },
  },
  { dialect: ollamaEmbeddings, imports: "import type * as ollama from 'ollama'", types: { reply: 'ollama.EmbedResponse' } },
]

/** The same with its names in camel case. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      renamed(member),
    ]),
  )
}

/** The same without some members, wherever they are. */
function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, names))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => !names.has(name))
  return Object.fromEntries(kept.map(([name, member]) => [name, without(member, names)]))
}

/** Responses, events and errors of each provider, checked against the types of its official SDK. */
export const sdkTypeSuites: readonly Suite[] = typings.map(
  ({ dialect, imports, types, isRenamed = false, unlisted = {}, exceptions = [] }) => ({
    name: `Types of the SDK: ${dialect.name}`,
    package: dialect.client,
    source: `https://www.npmjs.com/package/${dialect.client}`,
    exceptions,
    remarks: Object.entries(unlisted).map(([name, reason]) => `\`${name}\`: ${reason}`),
    async run() {
      const samples = (await samplesOf(dialect)).filter(({ kind }) => types[kind] !== undefined)
      const names = new Set(Object.keys(unlisted))
      const values = samples.map(({ kind, json }) => {
        const value = without(json, names)
        return { value: isRenamed ? renamed(value) : value, type: types[kind]! }
      })
      const errors = await typeErrors(imports, values)
      return samples.map(({ name }, index) => ({ name, failure: errors[index] }))
    },
  }),
)
