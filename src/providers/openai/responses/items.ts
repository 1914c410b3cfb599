import type { OpenPart, Random } from '../../../kit.ts'
import type { OutputItem } from './response.ts'

/** Makes the ids of output items: the first one drawn gives them all, so that they do not depend on what else is drawn. */
export function itemIds(random: Random): (part: OpenPart, index: number) => string {
  const stem = random.id(46, 'hexadecimal')
  const prefixes = { text: 'msg', refusal: 'msg', 'tool-call': 'fc', reasoning: 'rs' } as const
  return (part, index) => `${prefixes[part.type]}_${stem}${index.toString(16).padStart(4, '0')}`
}

/** The content part of a message. */
export function contentOf(part: OpenPart, text: string): Readonly<Record<string, unknown>> {
  return part.type === 'refusal' ? { type: 'refusal', refusal: text } : { type: 'output_text', annotations: [], logprobs: [], text }
}

/** An output item that has been told so far; `undefined` as text where nothing of it has. */
export function itemOf(id: string, part: OpenPart, text: string | undefined, isShown: boolean): OutputItem {
  const status = text === undefined ? 'in_progress' : 'completed'
  switch (part.type) {
    case 'tool-call':
      return { id, type: 'function_call', status, arguments: text ?? '', call_id: part.id, name: part.name }
    case 'reasoning':
      return { id, type: 'reasoning', summary: text === undefined || !isShown ? [] : [{ type: 'summary_text', text }] }
    case 'text':
    case 'refusal':
      return { id, type: 'message', status, content: text === undefined ? [] : [contentOf(part, text)], role: 'assistant' }
  }
}
