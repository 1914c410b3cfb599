import { Agent, OpenAIProvider, Runner } from '@openai/agents'
import OpenAI from 'openai'
import { completeText } from './complete.ts'

/** Runs an agent over Responses, which reports a truncated answer. Over Chat Completions nothing in the result shows it. */
export async function ask(question: string): Promise<string> {
  const openAIClient = new OpenAI({ apiKey: process.env['OPENAI_API_KEY'] ?? 'none', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
  const runner = new Runner({ modelProvider: new OpenAIProvider({ openAIClient, useResponses: true }), tracingDisabled: true })
  const agent = new Agent({ name: 'support', instructions: 'Help the customer.', model: 'gpt-4o' })
  const { finalOutput = '' } = await runner.run(agent, question, { maxTurns: 5, signal: AbortSignal.timeout(90_000) })
  return completeText(finalOutput, 'completed', 'completed')
}
