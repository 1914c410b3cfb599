import { promptHash } from '../../engine/kit/prompt-hash.ts'
import type { JournalCall } from '../../engine/model/journal.ts'

/** The request of a call, regardless of the provider, as a hash. */
export function requestOf({ call }: JournalCall): string {
  return promptHash(call)
}

/** All text of one role in a call. */
export function textsOf({ call }: JournalCall, role: string): string[] {
  return call.messages
    .filter((message) => message.role === role)
    .flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? [part.text] : [])))
}

/** The last user message. */
export function lastUserText(call: JournalCall): string {
  return textsOf(call, 'user').at(-1) ?? ''
}
