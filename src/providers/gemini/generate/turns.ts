import type { Message, MessagePart } from '../../../kit.ts'

/**
 * Messages in which what the model said in one go is one message. The SDK keeps each piece of a stream as a turn of its own,
 * and sends them all back so.
 */
export function joinTurns(messages: readonly Message[]): Message[] {
  const joined: Message[] = []
  for (const message of messages) {
    const last = joined.at(-1)
    if (message.role === 'assistant' && last?.role === 'assistant')
      joined[joined.length - 1] = { role: 'assistant', parts: joinParts(last.parts, message.parts) }
    else joined.push(message)
  }
  return joined
}

function joinParts(before: readonly MessagePart[], after: readonly MessagePart[]): readonly MessagePart[] {
  const [last, first] = [before.at(-1), after[0]]
  if (last === undefined || first === undefined) return [...before, ...after]
  const isOneText = (last.type === 'text' || last.type === 'reasoning') && first.type === last.type
  return isOneText
    ? [...before.slice(0, -1), { ...last, text: last.text + first.text }, ...after.slice(1)]
    : [...before, ...withoutEmpty(after)]
}

/** The piece that ends a stream is a text without words. */
function withoutEmpty(parts: readonly MessagePart[]): readonly MessagePart[] {
  return parts.filter((part) => part.type !== 'text' || part.text !== '')
}
