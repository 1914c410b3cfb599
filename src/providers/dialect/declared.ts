import type { JsonSchema, OutputFormat, Tool } from '../../engine/model/call.ts'

/** Creates a tool from the app's declaration. Without `parameters` it has none. */
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

/** Creates a tool that takes free text. */
export function freeTextTool(declared: { readonly name: string; readonly description?: string | null | undefined }): Tool {
  return { ...toolOf({ ...declared, parameters: { type: 'string' } }), isFreeText: true }
}

/** Creates an output format for a provider that does not name schemas: the schema's title is the name. */
export function outputTitled(schema: JsonSchema | undefined, otherwise = 'output'): OutputFormat {
  const title = typeof schema === 'object' ? schema['title'] : undefined
  return { name: typeof title === 'string' ? title : otherwise, schema }
}
