import type { Message, MessagePart } from '../../../kit.ts'

/**
 * Merges consecutive model turns into one message. The SDK keeps each chunk of a stream as a separate turn,
 * and sends them back like that.
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

/** The last chunk of a stream has an empty text. */
function withoutEmpty(parts: readonly MessagePart[]): readonly MessagePart[] {
  return parts.filter((part) => part.type !== 'text' || part.text !== '')
}
