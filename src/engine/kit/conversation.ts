import type { Ask, Message } from '../model/call.ts'

/** The text of the messages that have one of the roles, joined by new lines. */
export function textOf(call: Pick<Ask, 'messages'>, ...roles: readonly Message['role'][]): string {
  return call.messages
    .filter((message) => roles.length === 0 || roles.includes(message.role))
    .flatMap((message) => message.parts.flatMap((part) => ('text' in part ? [part.text] : [])))
    .join('\n')
}

/** The text of the last message of the user: the question. */
export function questionOf(call: Pick<Ask, 'messages'>): string {
  const last = call.messages.findLast((message) => message.role === 'user' && message.parts.some((part) => part.type === 'text'))
  return last === undefined ? '' : textOf({ messages: [last] })
}

/** What distinguishes one conversation from another: its system prompt and its first question. */
export function conversationOf(call: Pick<Ask, 'messages'>): string {
  const first = call.messages.find((message) => message.role === 'user')
  return `${textOf(call, 'system')}\n${first === undefined ? '' : textOf({ messages: [first] })}`
}
