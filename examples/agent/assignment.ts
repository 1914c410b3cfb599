import type OpenAI from 'openai'
import { z } from 'zod'

/** Something that an agent can do. */
export interface AgentTool {
  readonly name: string
  readonly description: string
  readonly parameters: z.ZodObject
  /** Whether it changes something outside of the agent. */
  readonly changes: boolean
  run(input: unknown): string
}

/** What an agent is to do, and with what. */
export interface Assignment {
  readonly instructions: string
  readonly task: string
  readonly tools: readonly AgentTool[]
  /** Whether a change is allowed. The naive agent leaves that to the instructions. */
  allows(tool: AgentTool, input: unknown): boolean
  /** The tool that must have run before the task is done. */
  readonly proof?: string
}

export function declared({ name, description, parameters }: AgentTool): OpenAI.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters: z.toJSONSchema(parameters) } }
}
