import type { Message, MessagePart } from '../engine/model/call.ts'
import type { JournalCall } from '../engine/model/journal.ts'
import { word, type Attribute } from '../otlp/attribute.ts'

/**
 * The prompt and the received answer, in the form of the conventions' JSON Schemas for messages, as JSON texts: spans of OTLP's
 * collectors do not all take structured values.
 * @param clean removes credentials
 */
export function textAttributes({ call, received, finish }: JournalCall, clean: <Value>(value: Value) => Value): Attribute[] {
  const messages = call.messages.map((message) => messageOf(message))
  const answer = { role: 'assistant', parts: [{ type: 'text', content: received }], finish_reason: finish ?? 'error' }
  return [
    word('gen_ai.input.messages', JSON.stringify(clean(messages))),
    ...(received === '' ? [] : [word('gen_ai.output.messages', JSON.stringify(clean([answer])))]),
  ]
}

function messageOf({ role, parts }: Message): object {
  return { role, parts: parts.map((part) => partOf(part)) }
}

/** Images and files are named, and not written. */
function partOf(part: MessagePart): object {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { type: part.type, content: part.text }
    case 'tool-call':
      return { type: 'tool_call', id: part.id, name: part.name, arguments: part.arguments }
    case 'tool-result':
      return { type: 'tool_call_response', id: part.id, response: part.text }
    case 'image':
    case 'file':
      return { type: part.type }
  }
}
