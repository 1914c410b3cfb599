import { GoogleGenAI, type GenerateContentParameters, type GenerateContentResponse } from '@google/genai'
import { gemini } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { question, schema, toolDescription, toolName } from '../task.ts'

type Config = GenerateContentParameters['config']

const withTool: Config = {
  tools: [{ functionDeclarations: [{ name: toolName, description: toolDescription, parametersJsonSchema: schema }] }],
}
const inJson: Config = { responseMimeType: 'application/json', responseJsonSchema: schema }

function client(): GoogleGenAI {
  return new GoogleGenAI({ apiKey: 'test' })
}

function askedWith(config: Config, abortSignal: AbortSignal): GenerateContentParameters {
  return { model: 'gemini-2.5-flash', contents: question, config: { ...config, abortSignal } }
}

function show(shown: Shown, response: GenerateContentResponse): void {
  shown.text(response.candidates?.[0]?.content?.parts?.map(({ text = '' }) => text).join('') ?? '')
  for (const call of response.functionCalls ?? []) shown.toolCall(call.name ?? '', call.args)
  shown.finish(response.candidates?.[0]?.finishReason ?? response.promptFeedback?.blockReason)
}

const generate =
  (config: Config = {}): Ask =>
  async (shown, signal) =>
    show(shown, await client().models.generateContent(askedWith(config, signal)))

const generateStream =
  (config: Config = {}): Ask =>
  async (shown, signal) => {
    for await (const response of await client().models.generateContentStream(askedWith(config, signal))) show(shown, response)
  }

const sendMessage: Ask = async (shown, abortSignal) => {
  const chat = client().chats.create({ model: 'gemini-2.5-flash' })
  show(shown, await chat.sendMessage({ message: question, config: { abortSignal } }))
}

const sendMessageStream: Ask = async (shown, abortSignal) => {
  const chat = client().chats.create({ model: 'gemini-2.5-flash' })
  for await (const response of await chat.sendMessageStream({ message: question, config: { abortSignal } })) show(shown, response)
}

const common = { packages: ['@google/genai'], providers: [gemini] } as const

export const clients: readonly Client[] = [
  {
    ...common,
    name: '@google/genai generateContent',
    asks: { complete: generate(), tools: generate(withTool), structured: generate(inJson) },
  },
  {
    ...common,
    name: '@google/genai generateContentStream',
    asks: { streamed: generateStream(), tools: generateStream(withTool), structured: generateStream(inJson) },
  },
  { ...common, name: '@google/genai chats', asks: { complete: sendMessage, streamed: sendMessageStream } },
]
