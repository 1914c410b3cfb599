import { deltasOf, toolInput, type WireRequest } from '../../../kit.ts'
import { isVertex } from '../path.ts'

/** A delta of a call's arguments: a value or a part of a text, and its place. */
export type PartialArgument = Readonly<Record<string, unknown>> & { readonly jsonPath: string }

/** Whether the app requests streamed arguments, which only Vertex AI supports. */
export function streamsArguments(request: WireRequest): boolean {
  if (!isVertex(request) || !/stream_?function_?call_?arguments/i.test(request.text)) return false
  return /"stream(?:FunctionCallArguments|_function_call_arguments)"\s*:\s*true/.test(request.text)
}

/**
 * The arguments of a call so far, as deltas (https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling).
 * Values are sent when complete, texts in deltas, which all but the last mark as continued. Empty objects and lists are omitted.
 */
export function partialArguments(written: string): readonly PartialArgument[] {
  return leavesOf(toolInput(written), '$')
}

function leavesOf(value: unknown, jsonPath: string): readonly PartialArgument[] {
  if (typeof value === 'string') return textOf(value, jsonPath)
  if (typeof value === 'number') return [{ jsonPath, numberValue: value }]
  if (typeof value === 'boolean') return [{ jsonPath, boolValue: value }]
  if (value === null) return [{ jsonPath, nullValue: 'NULL_VALUE' }]
  const members = Object.entries(value as object)
  return members.flatMap(([name, member]) => leavesOf(member, `${jsonPath}${Array.isArray(value) ? `[${name}]` : memberOf(name)}`))
}

function memberOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}

function textOf(text: string, jsonPath: string): readonly PartialArgument[] {
  const pieces = text === '' ? [''] : [...deltasOf(text)]
  return pieces.map((stringValue, index) => ({ jsonPath, stringValue, ...(index < pieces.length - 1 ? { willContinue: true } : {}) }))
}
