import { z } from 'zod'
import { IncompleteAnswer } from './complete.ts'

const command = z.object({ city: z.string(), days: z.int() })

/** The arguments of a tool call, only if the model has ended the call, and only if they match the schema. */
export function argumentsOf(json: string, finish: string | null | undefined): z.output<typeof command> {
  if (finish !== 'tool_calls') throw new IncompleteAnswer(`The tool call ended with "${finish ?? 'no finish reason'}".`)
  return command.parse(JSON.parse(json))
}
