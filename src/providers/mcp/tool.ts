import { z } from 'zod'
import { BrownoutError, canonicalJson, digest, duration, valueInWords, violationOf, type JsonSchema, type ListedTool } from '../../kit.ts'
import type { McpOptions, McpTool, ToolContext, ToolSchema } from './options.ts'

/** A tool, ready to be listed and run. */
export interface ServedTool {
  readonly listed: ListedTool
  readonly output: JsonSchema | undefined
  readonly takes: number
  readonly task: { readonly support: 'optional' | 'required'; readonly requestsBeforeTask: boolean } | undefined
  readonly isReadOnly: boolean
  readonly run: ((input: unknown, context: ToolContext) => unknown) | undefined
  /** Reads an input, or returns the error in it. */
  read(input: unknown): { readonly value: unknown } | { readonly wrong: string }
  /** The key that makes a repetition the same side effect. */
  keyOf(input: Readonly<Record<string, unknown>>): string | undefined
}

/**
 * Prepares all tools of a server.
 * @throws BrownoutError if a schema or a duration cannot be used
 */
export function servedTools(tools: NonNullable<McpOptions['tools']>): ReadonlyMap<string, ServedTool> {
  return new Map(Object.entries(tools).map(([name, tool]) => [name, servedTool(name, tool)]))
}

const empty: JsonSchema = { type: 'object', properties: {}, additionalProperties: false }
const usualKeys = ['idempotencyKey', 'idempotency_key'] as const

function servedTool(name: string, definition: McpTool): ServedTool {
  const {
    description,
    input = empty,
    output,
    readOnly = false,
    idempotent = false,
    key,
    duration: time = 0,
    task,
    requestsBeforeTask = false,
    run,
  } = definition
  const what = `Cannot set up the tool "${name}"`
  const [inputSchema, outputSchema] = [jsonSchemaOf(input, `${what}: its input`), output && jsonSchemaOf(output, `${what}: its output`)]
  const checked = duration.safeParse(time)
  if (!checked.success)
    throw new BrownoutError(`${what}: "duration" is ${valueInWords(time)}, expected milliseconds or a text such as "2s".`)
  if (task !== undefined && task !== 'optional' && task !== 'required')
    throw new BrownoutError(`${what}: "task" is ${valueInWords(task)}, expected "optional" or "required".`)
  if (task !== undefined && run === undefined) throw new BrownoutError(`${what}: a tool that runs as a task needs a run.`)
  const keys = key === undefined ? usualKeys : [key]
  return {
    listed: {
      name,
      ...(description === undefined ? {} : { description }),
      inputSchema,
      ...(outputSchema === undefined ? {} : { outputSchema }),
      annotations: { readOnlyHint: readOnly, ...(readOnly ? {} : { idempotentHint: idempotent }) },
    },
    output: outputSchema,
    takes: checked.data,
    task: task && { support: task, requestsBeforeTask },
    isReadOnly: readOnly,
    run,
    read: readerOf(input, inputSchema),
    keyOf(given) {
      const sent = keys.map((member) => given[member]).find((value) => typeof value === 'string')
      return typeof sent === 'string' ? sent : idempotent ? digest(canonicalJson(given)) : undefined
    },
  }
}

function jsonSchemaOf(schema: ToolSchema, what: string): JsonSchema {
  if (typeof schema === 'boolean' || !(schema instanceof z.ZodType)) return schema
  try {
    const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: 'input' })
    return json
  } catch (error) {
    throw new BrownoutError(`${what} cannot be a JSON Schema: ${(error as Error).message}`, { cause: error })
  }
}

function readerOf(input: ToolSchema, schema: JsonSchema): ServedTool['read'] {
  if (typeof input !== 'boolean' && input instanceof z.ZodType)
    return (value) => {
      const { success, data, error } = input.safeParse(value)
      return success ? { value: data } : { wrong: z.prettifyError(error) }
    }
  return (value) => {
    const violation = violationOf(value, schema)
    return violation === undefined ? { value } : { wrong: `${violation.path}: must satisfy "${violation.keyword}"` }
  }
}
