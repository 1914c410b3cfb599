import type { Output } from '../engine/model/frame.ts'
import type { ProcessExit } from '../engine/model/server-link.ts'

/** The protocol by which a real process is played from elsewhere, as an `upgrade` header names it. */
export const processProtocol = 'brownout-process'

/** What a process says of itself: a line that it has read, or what tells it to exit. */
export type FromChild = { readonly type: 'line'; readonly text: string } | { readonly type: 'told'; readonly why: 'stdin' | NodeJS.Signals }

/** What it is to do. */
export type ToChild = { readonly type: Output; readonly base64: string } | ({ readonly type: 'exit' } & ProcessExit)

/** A message as one line of JSON. */
export function messageLine(message: FromChild | ToChild): string {
  return `${JSON.stringify(message)}\n`
}
