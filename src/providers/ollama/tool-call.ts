import type { ReplyPart } from '../../kit.ts'
import type { ScriptedAnswer } from './form.ts'

type ToolCallPart = Extract<ReplyPart, { type: 'tool-call' }>

/**
 * A call of a tool as the server tells it. It reads the model's JSON, and sends an object. What it cannot read is no call
 * to it: what the model wrote comes out as text (`Content` in github.com/ollama/ollama/blob/main/tools/tools.go).
 */
export function callSaid({ id, name, arguments: written }: ToolCallPart, index: number): ScriptedAnswer {
  const given = objectOf(written)
  return given === undefined
    ? { text: `{"name":${JSON.stringify(name)},"arguments":${written}}` }
    : { calls: [{ id, function: { index, name, arguments: given } }] }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
