import type { OpenPart, ReplyPart } from '../../../kit.ts'
import type { ResponseIds } from './ids.ts'
import { encryptedReasoning, type ReasoningDisplay } from './reasoning.ts'

/** One item of a response's `output`. */
export type OutputItem = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

/** The content part of a message. */
export function contentOf(part: OpenPart, text: string): Readonly<Record<string, unknown>> {
  return part.type === 'refusal' ? { type: 'refusal', refusal: text } : { type: 'output_text', annotations: [], logprobs: [], text }
}

/** An output item so far. Its text is `undefined` before the first delta. */
export function itemOf(id: string, part: OpenPart, text: string | undefined, { isShown, isEncrypted }: ReasoningDisplay): OutputItem {
  const status = text === undefined ? 'in_progress' : 'completed'
  switch (part.type) {
    case 'tool-call':
      if (part.isFreeText === true) return { id, type: 'custom_tool_call', status, input: text ?? '', call_id: part.id, name: part.name }
      return { id, type: 'function_call', status, arguments: text ?? '', call_id: part.id, name: part.name }
    case 'reasoning':
      return {
        id,
        type: 'reasoning',
        summary: text === undefined || !isShown ? [] : [{ type: 'summary_text', text }],
        ...(isEncrypted ? { encrypted_content: encryptedReasoning(id) } : {}),
      }
    case 'text':
    case 'refusal':
      return { id, type: 'message', status, content: text === undefined ? [] : [contentOf(part, text)], role: 'assistant' }
  }
}

/**
 * The parts of a reply as output items, each complete.
 * @param search the item of a search before them
 */
export function outputOf(
  parts: readonly ReplyPart[],
  ids: ResponseIds,
  display: ReasoningDisplay,
  search: OutputItem | undefined,
): OutputItem[] {
  const before = search === undefined ? [] : [search]
  const spoken = (parts as readonly Exclude<ReplyPart, { type: 'data' }>[]).map((part, index) =>
    itemOf(ids.itemOf(part, index + before.length), part, part.type === 'tool-call' ? part.arguments : part.text, display),
  )
  return [...before, ...spoken]
}
