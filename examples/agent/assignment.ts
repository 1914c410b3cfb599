import type OpenAI from 'openai'
import { z } from 'zod'

/** A tool of an agent. */
export interface AgentTool {
  readonly name: string
  readonly description: string
  readonly parameters: z.ZodObject
  /** Whether it changes something outside the agent. */
  readonly changes: boolean
  run(input: unknown): string
}

/** The task of an agent, and its tools. */
export interface Assignment {
  readonly instructions: string
  readonly task: string
  readonly tools: readonly AgentTool[]
  /** Whether a change is allowed. The naive agent relies on the instructions. */
  allows(tool: AgentTool, input: unknown): boolean
  /** The tool that must have run before the task is done. */
  readonly proof?: string
}

export function declared({ name, description, parameters }: AgentTool): OpenAI.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters: z.toJSONSchema(parameters) } }
}
