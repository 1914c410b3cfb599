import { ChatAnthropic } from '@langchain/anthropic'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessageChunk } from '@langchain/core/messages'
import { ChatOpenAI } from '@langchain/openai'
import { createAgent, tool } from 'langchain'
import { anthropic, openai } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { finishOf } from './langchain.ts'
import { placeSchema, question, toolDescription, toolName, toolResult } from '../task.ts'

const input = { messages: [{ role: 'user' as const, content: question }] }

function trackFor(shown: Shown) {
  return tool(
    (given) => {
      shown.toolCall(toolName, given)
      return toolResult
    },
    { name: toolName, description: toolDescription, schema: placeSchema },
  )
}

function waysOf(name: string, packages: readonly string[], providers: Client['providers'], model: () => BaseChatModel): readonly Client[] {
  const invoke =
    (withTool: boolean): Ask =>
    async (shown, signal) => {
      const agent = createAgent({ model: model(), tools: withTool ? [trackFor(shown)] : [] })
      const { messages } = await agent.invoke(input, { signal })
      shown.text(messages.at(-1)!.text)
      shown.finish(finishOf(messages.at(-1)!))
    }
  const stream =
    (withTool: boolean): Ask =>
    async (shown, signal) => {
      const agent = createAgent({ model: model(), tools: withTool ? [trackFor(shown)] : [] })
      for await (const [message] of await agent.stream(input, { signal, streamMode: 'messages' }))
        if (AIMessageChunk.isInstance(message)) {
          shown.text(message.text)
          shown.finish(finishOf(message))
        }
    }
  const structured: Ask = async (shown, signal) => {
    const agent = createAgent({ model: model(), tools: [], responseFormat: placeSchema })
    shown.value((await agent.invoke(input, { signal })).structuredResponse)
  }
  const common = { packages: ['langchain', ...packages], providers }
  return [
    { ...common, name: `langchain createAgent .invoke(), ${name}`, asks: { complete: invoke(false), tools: invoke(true), structured } },
    { ...common, name: `langchain createAgent .stream(), ${name}`, asks: { streamed: stream(false), tools: stream(true) } },
  ]
}

export const clients: readonly Client[] = [
  ...waysOf('ChatOpenAI', ['@langchain/openai'], [openai], () => new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o' })),
  ...waysOf('ChatAnthropic', ['@langchain/anthropic'], [anthropic], () => new ChatAnthropic({ apiKey: 'test', model: 'claude-sonnet-5' })),
]
