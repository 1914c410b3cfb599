import { canonicalJson, digest } from '../base/hash.ts'
import type { Call, JsonSchema, MessagePart } from '../model/call.ts'

type Question = Pick<Call, 'messages' | 'tools' | 'output' | 'operation'>

const known = new WeakMap<Question, string>()

/**
 * Returns a digest of the request of a call, regardless of the provider: 16 hexadecimal digits, equal for a retry, for another model and
 * for a fallback provider. It covers the messages, the tool names, the fields of the output schema and the operation. Provider, model, tool
 * call ids, reasoning and sampling parameters do not count. Computed once per call, on first use.
 * @example
 * const questions = new Set(chaos.journal.calls.map(({ call }) => promptHash(call)))
 */
export function promptHash(call: Question): string {
  const computed = known.get(call)
  if (computed !== undefined) return computed
  const { messages, tools, output, operation } = call
  // A flat list of parts: providers differ in which parts share a message.
  const asked = messages.flatMap(({ role, parts }) => parts.flatMap((part) => contentOf(part).map((content) => [role, ...content])))
  const names = tools.map(({ name }) => name).toSorted()
  const made = digest(canonicalJson([asked, names, output === undefined ? undefined : fieldsOf(output.schema), operation]))
  known.set(call, made)
  return made
}

/** The content of a part, without ids. Empty for reasoning, which only the provider that wrote it gets back. */
function contentOf(part: MessagePart): unknown[][] {
  switch (part.type) {
    case 'text':
    case 'tool-result':
      return [[part.type, part.text]]
    case 'image':
    case 'file':
      return [[part.type, part.source]]
    case 'tool-call':
      return [[part.type, part.name, valueOf(part.arguments)]]
    case 'reasoning':
      return []
  }
}

/** Some providers take arguments as a value, others as text with the client's own spacing. */
function valueOf(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}

/** Not the schema or its name: clients rewrite the schema and omit the name, depending on the provider. */
function fieldsOf(schema: JsonSchema | undefined): string[] {
  const properties = typeof schema === 'object' ? schema['properties'] : undefined
  return typeof properties === 'object' && properties !== null ? Object.keys(properties).toSorted() : []
}
