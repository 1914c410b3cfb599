import { canonicalJson, digest, toolOf, type JsonSchema, type MessagePart, type Tool, ownEntry } from '../../../../kit.ts'
import type { ToolCallV1, ToolResultV1, ToolV1 } from './schema.ts'

/** The types of parameters, by their Python names (https://docs.cohere.com/v1/docs/parameter-types-in-tool-use). */
const types: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
}

function schemaOfType(type: string): JsonSchema {
  const [, container, item] = /^(list|dict)\[(.+)\]$/i.exec(type) ?? []
  if (container !== undefined && item !== undefined)
    return container.toLowerCase() === 'list' ? { type: 'array', items: schemaOfType(item) } : { type: 'object' }
  return { type: ownEntry(types, type.toLowerCase()) ?? type.toLowerCase() }
}

/** A tool, whose parameters are a list instead of a schema. */
export function toolOfV1({ name, description, parameter_definitions: definitions }: ToolV1): Tool {
  const entries = Object.entries(definitions ?? {})
  const properties = entries.map(([parameter, { type, description: about }]) => [
    parameter,
    { ...(schemaOfType(type) as object), ...(about == null ? {} : { description: about }) },
  ])
  return toolOf({
    name,
    description,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(properties) as JsonSchema,
      required: entries.filter(([, { required }]) => required === true).map(([parameter]) => parameter),
    },
  })
}

/** An earlier tool call. The wire format has no ID for it, so equal calls have the same. */
export function callPart({ name, parameters }: ToolCallV1): MessagePart {
  return { type: 'tool-call', id: idOf({ name, parameters }), name, arguments: JSON.stringify(parameters) }
}

/** The result of a call. */
export function resultPart({ call, outputs }: ToolResultV1): MessagePart {
  return { type: 'tool-result', id: idOf(call), text: outputs.map((output) => JSON.stringify(output)).join('\n') }
}

function idOf({ name, parameters }: ToolCallV1): string {
  return digest(canonicalJson({ name, parameters }))
}
