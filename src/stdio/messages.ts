import type { Output } from '../engine/model/frame.ts'
import type { ProcessExit } from '../engine/model/server-link.ts'

/** The protocol with which a server emulates a process for a real one, as named in an `upgrade` header. */
export const processProtocol = 'brownout-process'

/** A message of a process: a line that it has read, or the reason to exit. */
export type FromChild = { readonly type: 'line'; readonly text: string } | { readonly type: 'told'; readonly why: 'stdin' | NodeJS.Signals }

/** An instruction for the process. */
export type ToChild = { readonly type: Output; readonly base64: string } | ({ readonly type: 'exit' } & ProcessExit)

/** A message as one line of JSON. */
export function messageLine(message: FromChild | ToChild): string {
  return `${JSON.stringify(message)}\n`
}
