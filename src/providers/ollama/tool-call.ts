import { jsonObjectOf, type ReplyPart } from '../../kit.ts'
import type { Said } from './form.ts'

type ToolCallPart = Extract<ReplyPart, { type: 'tool-call' }>

/**
 * A tool call in the server's format. It parses the model's JSON, and sends an object. Invalid JSON is not a call
 * but text (`Content` in github.com/ollama/ollama/blob/main/tools/tools.go).
 */
export function callSaid({ id, name, arguments: written }: ToolCallPart, index: number): Said {
  const given = jsonObjectOf(written)
  return given === undefined
    ? { text: `{"name":${JSON.stringify(name)},"arguments":${written}}` }
    : { calls: [{ id, function: { index, name, arguments: given } }] }
}
