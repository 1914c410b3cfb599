import type { JsonSchema, OutputFormat, Tool } from '../../engine/model/call.ts'

/** A tool that an app declares. One without parameters takes none. */
export function toolOf(declared: {
  readonly name: string
  readonly description?: string | null | undefined
  readonly parameters?: unknown
}): Tool {
  return {
    name: declared.name,
    ...(declared.description == null ? {} : { description: declared.description }),
    parameters: (declared.parameters ?? { type: 'object', properties: {} }) as JsonSchema,
  }
}

/** An output format of a provider that gives schemas no name: the schema's own title is the nearest to one. */
export function outputTitled(schema: JsonSchema | undefined, otherwise = 'output'): OutputFormat {
  const title = typeof schema === 'object' ? schema['title'] : undefined
  return { name: typeof title === 'string' ? title : otherwise, schema }
}
