import { ChatAnthropic } from '@langchain/anthropic'
import { ChatCohere } from '@langchain/cohere'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessage, AIMessageChunk, BaseMessage } from '@langchain/core/messages'
import { ChatGoogleGenerativeAI } from '@langchain/google-genai'
import { ChatGroq } from '@langchain/groq'
import { ChatMistralAI } from '@langchain/mistralai'
import { ChatOllama } from '@langchain/ollama'
import { ChatOpenAI } from '@langchain/openai'
import { ChatOpenRouter } from '@langchain/openrouter'
import { ChatXAI } from '@langchain/xai'
import { anthropic, cohere, gemini, mistral, ollama, openai, openrouter } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { placeSchema, question, schema, toolDescription, toolName } from '../task.ts'

interface Row {
  readonly name: string
  readonly package: string
  readonly providers: Client['providers']
  readonly model: () => BaseChatModel
  /** What it cannot do even without a fault. */
  readonly lacks?: readonly ('structured' | 'streamed tools')[]
}

const apiKey = 'test'

const rows: readonly Row[] = [
  { name: 'ChatOpenAI', package: '@langchain/openai', providers: [openai], model: () => new ChatOpenAI({ apiKey, model: 'gpt-4o' }) },
  {
    name: 'ChatOpenAI, responses',
    package: '@langchain/openai',
    providers: [openai],
    model: () => new ChatOpenAI({ apiKey, model: 'gpt-4o', useResponsesApi: true }),
  },
  {
    name: 'ChatAnthropic',
    package: '@langchain/anthropic',
    providers: [anthropic],
    model: () => new ChatAnthropic({ apiKey, model: 'claude-sonnet-5' }),
  },
  {
    name: 'ChatGoogleGenerativeAI',
    package: '@langchain/google-genai',
    providers: [gemini],
    model: () => new ChatGoogleGenerativeAI({ apiKey, model: 'gemini-2.5-flash' }),
  },
  {
    name: 'ChatMistralAI',
    package: '@langchain/mistralai',
    providers: [mistral],
    model: () => new ChatMistralAI({ apiKey, model: 'mistral-large-latest' }),
  },
  {
    name: 'ChatCohere',
    package: '@langchain/cohere',
    providers: [cohere],
    model: () => new ChatCohere({ apiKey, model: 'command-r-plus' }),
    lacks: ['structured', 'streamed tools'],
  },
  {
    name: 'ChatGroq',
    package: '@langchain/groq',
    providers: [() => openai({ flavor: 'groq' })],
    model: () => new ChatGroq({ apiKey, model: 'openai/gpt-oss-120b' }),
  },
  {
    name: 'ChatXAI',
    package: '@langchain/xai',
    providers: [() => openai({ flavor: 'xai' })],
    model: () => new ChatXAI({ apiKey, model: 'grok-4' }),
  },
  {
    name: 'ChatOpenRouter',
    package: '@langchain/openrouter',
    providers: [openrouter],
    model: () => new ChatOpenRouter({ apiKey, model: 'openai/gpt-4o' }),
  },
  { name: 'ChatOllama', package: '@langchain/ollama', providers: [ollama], model: () => new ChatOllama({ model: 'llama3.2' }) },
]

/** A new one for each call: @langchain/cohere writes into the schema that it gets. */
function trackTool() {
  return { type: 'function' as const, function: { name: toolName, description: toolDescription, parameters: structuredClone(schema) } }
}

/** The finish reason, which each package of LangChain has in another place. */
export function finishOf({ response_metadata: metadata, additional_kwargs: more }: BaseMessage): unknown {
  if (more['refusal'] != null) return 'refusal'
  const names = ['finish_reason', 'stop_reason', 'finishReason', 'done_reason', 'status']
  const { incomplete_details: details } = metadata as { readonly incomplete_details?: { readonly reason?: string } | null }
  return details?.reason ?? names.map((name) => metadata[name] ?? more[name]).find((reason) => reason != null)
}

function show(shown: Shown, message: AIMessage | AIMessageChunk): void {
  shown.text(message.text || ((message.additional_kwargs['refusal'] as string | undefined) ?? ''))
  showCalls(shown, message)
}

function showCalls(shown: Shown, message: AIMessage | AIMessageChunk): void {
  for (const call of message.tool_calls ?? []) shown.toolCall(call.name, call.args)
  for (const call of message.invalid_tool_calls ?? []) shown.toolCall(`${call.name} (invalid)`, call.args)
  shown.finish(finishOf(message))
}

const invoke =
  (model: () => BaseChatModel): Ask =>
  async (shown, signal) =>
    show(shown, await model().invoke(question, { signal }))

const invokeWithTool =
  (model: () => BaseChatModel): Ask =>
  async (shown, signal) =>
    show(shown, await model().bindTools!([trackTool()]).invoke(question, { signal }))

const structured =
  (model: () => BaseChatModel): Ask =>
  async (shown, signal) =>
    shown.value(await model().withStructuredOutput(placeSchema).invoke(question, { signal }))

/** Adds up the chunks, as LangChain's guides do. */
async function readStream(shown: Shown, stream: AsyncIterable<AIMessageChunk>): Promise<void> {
  let all: AIMessageChunk | undefined
  for await (const chunk of stream) {
    shown.text(chunk.text)
    all = all === undefined ? chunk : all.concat(chunk)
  }
  if (all !== undefined) showCalls(shown, all)
}

const stream =
  (model: () => BaseChatModel): Ask =>
  async (shown, signal) =>
    readStream(shown, await model().stream(question, { signal }))

const streamWithTool =
  (model: () => BaseChatModel): Ask =>
  async (shown, signal) =>
    readStream(shown, (await model().bindTools!([trackTool()]).stream(question, { signal })) as AsyncIterable<AIMessageChunk>)

function clientsOf({ name, package: own, providers, model, lacks = [] }: Row): readonly Client[] {
  const common = { packages: [own, '@langchain/core'], providers }
  return [
    {
      ...common,
      name: `LangChain ${name} .invoke()`,
      asks: {
        complete: invoke(model),
        tools: invokeWithTool(model),
        ...(!lacks.includes('structured') && { structured: structured(model) }),
      },
    },
    {
      ...common,
      name: `LangChain ${name} .stream()`,
      asks: { streamed: stream(model), ...(!lacks.includes('streamed tools') && { tools: streamWithTool(model) }) },
    },
  ]
}

export const clients: readonly Client[] = rows.flatMap(clientsOf)
