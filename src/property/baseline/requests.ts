import type { JournalCall } from '../../engine/model/journal.ts'

const known = new WeakMap<object, string>()

/** What a call asks, whoever is asked: messages, names of tools and of the output, without ids. */
export function requestText({ call }: JournalCall): string {
  const text = known.get(call) ?? write(call)
  known.set(call, text)
  return text
}

function write({ messages, tools, output, operation }: JournalCall['call']): string {
  const said = messages.map(({ role, parts }) => [role, parts.map((part) => ({ ...part, id: undefined }))])
  return JSON.stringify([said, tools.map(({ name }) => name), output?.name, operation])
}

/** All text of one role in a call. */
export function textsOf({ call }: JournalCall, role: string): string[] {
  return call.messages.filter((message) => message.role === role).flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? [part.text] : [])))
}

/** The last thing the user said. */
export function lastUserText(call: JournalCall): string {
  return textsOf(call, 'user').at(-1) ?? ''
}
