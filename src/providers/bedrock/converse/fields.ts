import type { JsonSchema } from '../../../kit.ts'

/** Model-specific parameters that change the reply: Anthropic's and those of Amazon's Nova. */
export interface OwnFields {
  /** Whether the request requests visible reasoning. */
  readonly reasoning: boolean
  /** Whether it can make several tool calls at once, if specified. */
  readonly parallelToolCalls: boolean | undefined
  /** The tool choice, if it is specified here instead of in `toolConfig`. */
  readonly toolChoice: { readonly type?: unknown; readonly name?: unknown } | undefined
  /** The schema of the answer, if it is specified here instead of in `outputConfig`. */
  readonly schema: JsonSchema | undefined
}

type Fields = Readonly<Record<string, unknown>>

function member(fields: Fields | undefined, name: string): Fields | undefined {
  const value = fields?.[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** Reads `additionalModelRequestFields`. */
export function ownFieldsOf(fields: Fields | null | undefined): OwnFields {
  const own = fields ?? undefined
  const thinking = member(own, 'thinking') ?? member(own, 'reasoning_config') ?? member(own, 'reasoningConfig')
  const choice = member(own, 'tool_choice')
  return {
    reasoning: thinking !== undefined && thinking['type'] !== 'disabled',
    parallelToolCalls: choice?.['disable_parallel_tool_use'] === true ? false : undefined,
    toolChoice: choice,
    schema: member(member(member(own, 'output_config'), 'format') ?? member(own, 'output_format'), 'schema'),
  }
}
