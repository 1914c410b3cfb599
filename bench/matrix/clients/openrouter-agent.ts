import { OpenRouter, tool } from '@openrouter/agent'
import { openrouter } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { placeSchema, question, toolDescription, toolName, toolResult } from '../task.ts'

function client(): OpenRouter {
  return new OpenRouter({ apiKey: 'test' })
}

const asked = { model: 'openai/gpt-4o', input: question }

function trackFor(shown: Shown) {
  return tool({
    name: toolName,
    description: toolDescription,
    inputSchema: placeSchema,
    execute: (given) => {
      shown.toolCall(toolName, given)
      return { answer: toolResult }
    },
  })
}

const getText: Ask = async (shown, signal) => shown.text(await client().callModel(asked, { signal }).getText())

const getTextStream: Ask = async (shown, signal) => {
  for await (const delta of client().callModel(asked, { signal }).getTextStream()) shown.text(delta)
}

const withTool: Ask = async (shown, signal) => {
  const result = client().callModel({ ...asked, tools: [trackFor(shown)] as const }, { signal })
  shown.text(await result.getText())
}

export const clients: readonly Client[] = [
  {
    name: '@openrouter/agent',
    packages: ['@openrouter/agent', '@openrouter/sdk'],
    providers: [openrouter],
    asks: { complete: getText, streamed: getTextStream, tools: withTool },
  },
]
