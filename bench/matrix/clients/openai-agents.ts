import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents'
import OpenAI from 'openai'
import { openai } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { placeSchema, question, toolDescription, toolName, toolResult } from '../task.ts'

function runnerFor(useResponses: boolean): Runner {
  const openAIClient = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  return new Runner({ tracingDisabled: true, modelProvider: new OpenAIProvider({ useResponses, openAIClient }) })
}

const about = { name: 'support', instructions: 'Help the customer.', model: 'gpt-4o' }

function withTool(shown: Shown): Agent {
  const track = tool({
    name: toolName,
    description: toolDescription,
    parameters: placeSchema,
    execute: (given) => {
      shown.toolCall(toolName, given)
      return toolResult
    },
  })
  return new Agent({ ...about, tools: [track] })
}

function waysOf(name: string, useResponses: boolean): readonly Client[] {
  const run =
    (agentFor: (shown: Shown) => Agent): Ask =>
    async (shown, signal) => {
      shown.text((await runnerFor(useResponses).run(agentFor(shown), question, { signal })).finalOutput ?? '')
    }
  const stream =
    (agentFor: (shown: Shown) => Agent): Ask =>
    async (shown, signal) => {
      const result = await runnerFor(useResponses).run(agentFor(shown), question, { stream: true, signal })
      for await (const delta of result.toTextStream()) shown.text(delta)
      await result.completed
    }
  const structured: Ask = async (shown, signal) => {
    const agent = new Agent({ ...about, outputType: placeSchema })
    shown.value((await runnerFor(useResponses).run(agent, question, { signal })).finalOutput)
  }
  const plain = (): Agent => new Agent(about)
  const common = { packages: ['@openai/agents', 'openai'], providers: [openai] }
  return [
    { ...common, name: `@openai/agents run, ${name}`, asks: { complete: run(plain), tools: run(withTool), structured } },
    { ...common, name: `@openai/agents run, stream: true, ${name}`, asks: { streamed: stream(plain), tools: stream(withTool) } },
  ]
}

export const clients: readonly Client[] = [...waysOf('responses', true), ...waysOf('chat', false)]
