import type { JsonSchema } from '../../../kit.ts'

/** What a model reads its own words, so far as it changes the reply: Anthropic's parameters, and those of Amazon's Nova. */
export interface OwnFields {
  /** Whether the model is asked to think, and to show it. */
  readonly reasoning: boolean
  /** Whether it can make several calls of tools at once; as far as is said. */
  readonly parallelToolCalls: boolean | undefined
  /** The tool choice, if it is made here and not in `toolConfig`. */
  readonly toolChoice: { readonly type?: unknown; readonly name?: unknown } | undefined
  /** The schema of the answer, if it is given here and not in `outputConfig`. */
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
