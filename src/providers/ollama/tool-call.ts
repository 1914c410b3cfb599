import { jsonObjectOf, type ReplyPart } from '../../kit.ts'
import type { Said } from './form.ts'

type ToolCallPart = Extract<ReplyPart, { type: 'tool-call' }>

/**
 * A call of a tool as the server tells it. It reads the model's JSON, and sends an object. What it cannot read is not a call
 * to it: what the model wrote comes out as text (`Content` in github.com/ollama/ollama/blob/main/tools/tools.go).
 */
export function callSaid({ id, name, arguments: written }: ToolCallPart, index: number): Said {
  const given = jsonObjectOf(written)
  return given === undefined
    ? { text: `{"name":${JSON.stringify(name)},"arguments":${written}}` }
    : { calls: [{ id, function: { index, name, arguments: given } }] }
}
