import { digest, type FinishReason, type SpokenPart } from '../../../kit.ts'
import type { Payload } from '../../openai/chat/body.ts'

/** Mistral's API has no filtered answers: a blocked one ends in an error. */
const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'error',
  refusal: 'stop',
}

/** Why the model stopped. */
export function finishReasonOf(finish: FinishReason, maxTokens: number | undefined): string {
  return finish === 'length' && maxTokens === undefined ? 'model_length' : finishReasons[finish]
}

/** Reasoning as a part of a content. */
export function thought(text: string): Payload {
  return { type: 'thinking', thinking: [{ type: 'text', text }] }
}

/** A text or, with reasoning, a list of thoughts and texts in order. */
export function contentOf(parts: readonly SpokenPart[]): unknown {
  const said = parts.filter((part) => part.type !== 'tool-call')
  if (!said.some(({ type }) => type === 'reasoning')) return said.map(({ text }) => text).join('')
  return said.map(({ type, text }) => (type === 'reasoning' ? thought(text) : { type: 'text', text }))
}

/** Ids of tool calls have nine letters and digits. Other ids are converted, and a missing id stays missing. */
export function callIdOf(id: string): string {
  return id === '' || /^[a-zA-Z0-9]{9}$/.test(id) ? id : digest(id).slice(0, 9)
}
