import { chat, EventType, toolDefinition } from '@tanstack/ai'
import { createOpenaiChat, createOpenaiChatCompletions } from '@tanstack/ai-openai'
import { openai } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { placeSchema, question, toolDescription, toolName, toolResult } from '../task.ts'

const messages = [{ role: 'user' as const, content: question }]

const adapters = {
  responses: () => createOpenaiChat('gpt-4o', 'test', { logLevel: 'off' }),
  chat: () => createOpenaiChatCompletions('gpt-4o', 'test', { logLevel: 'off' }),
} as const

/** An abort controller that follows a signal. */
function following(signal: AbortSignal): AbortController {
  const controller = new AbortController()
  signal.addEventListener('abort', () => controller.abort())
  return controller
}

function trackFor(shown: Shown) {
  return toolDefinition({ name: toolName, description: toolDescription, inputSchema: placeSchema }).server((given) => {
    shown.toolCall(toolName, given)
    return toolResult
  })
}

function waysOf(name: keyof typeof adapters): readonly Client[] {
  const adapter = adapters[name]
  const text =
    (withTool: boolean): Ask =>
    async (shown, signal) => {
      const tools = withTool ? { tools: [trackFor(shown)] } : {}
      shown.text(await chat({ adapter: adapter(), messages, stream: false, abortController: following(signal), ...tools }))
    }
  const stream =
    (withTool: boolean): Ask =>
    async (shown, signal) => {
      const tools = withTool ? { tools: [trackFor(shown)] } : {}
      for await (const chunk of chat({ adapter: adapter(), messages, abortController: following(signal), ...tools })) {
        if (chunk.type === EventType.TEXT_MESSAGE_CONTENT) shown.text(chunk.delta)
        if (chunk.type === EventType.RUN_ERROR) throw Object.assign(new Error(chunk.message), { code: chunk.code })
        if (chunk.type === EventType.RUN_FINISHED) shown.finish(chunk.metadata?.tanstack?.finishReason)
      }
    }
  const structured: Ask = async (shown, signal) =>
    shown.value(await chat({ adapter: adapter(), messages, outputSchema: placeSchema, abortController: following(signal) }))
  const common = { packages: ['@tanstack/ai', '@tanstack/ai-openai'], providers: [openai] } as const
  return [
    { ...common, name: `@tanstack/ai chat, stream: false, ${name}`, asks: { complete: text(false), tools: text(true), structured } },
    { ...common, name: `@tanstack/ai chat, ${name}`, asks: { streamed: stream(false), tools: stream(true) } },
  ]
}

export const clients: readonly Client[] = [...waysOf('responses'), ...waysOf('chat')]
