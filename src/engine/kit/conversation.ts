import type { Ask, Message } from '../model/call.ts'

/**
 * Returns the text of the messages with one of the roles, joined by newlines. Without roles: of all messages.
 * @example
 * textOf(call, 'system', 'user').includes('refund')
 */
export function textOf(call: Pick<Ask, 'messages'>, ...roles: readonly Message['role'][]): string {
  return call.messages
    .filter((message) => roles.length === 0 || roles.includes(message.role))
    .flatMap((message) => message.parts.flatMap((part) => ('text' in part ? [part.text] : [])))
    .join('\n')
}

/** Returns the text of the user's last message. */
export function promptOf(call: Pick<Ask, 'messages'>): string {
  const last = call.messages.findLast((message) => message.role === 'user' && message.parts.some((part) => part.type === 'text'))
  return last === undefined ? '' : textOf({ messages: [last] })
}

/** Returns the system prompt and the user's first message, which identify a conversation. */
export function conversationOf(call: Pick<Ask, 'messages'>): string {
  const first = call.messages.find((message) => message.role === 'user')
  return `${textOf(call, 'system')}\n${first === undefined ? '' : textOf({ messages: [first] })}`
}
