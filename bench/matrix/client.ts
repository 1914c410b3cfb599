import type { Provider } from '../../src/index.ts'

/** What an app requests: an answer at once, an answer as a stream, a tool call, an answer in JSON. */
export const modes = ['complete', 'streamed', 'tools', 'structured'] as const
export type Mode = (typeof modes)[number]

/** What a client hands to its app, in order. */
export interface Shown {
  text(piece: string): void
  /** The arguments as the client hands them on: text, or a parsed value. */
  toolCall(name: string, argument: unknown): void
  /** A parsed answer in JSON. */
  value(value: unknown): void
  /** The reason why the answer ended, as the client names it. */
  finish(reason: unknown): void
}

/** Calls a client as its readme does. Resolves when the answer was read to its end, rejects with the error that the app gets. */
export type Ask = (shown: Shown, signal: AbortSignal) => Promise<void>

/** One way to call a published client. */
export interface Client {
  readonly name: string
  /** Packages that the call depends on. The first is the one that the row is about. */
  readonly packages: readonly string[]
  readonly providers: readonly (() => Provider)[]
  /** Whether an app can abort a call. Default: true */
  readonly aborts?: false
  readonly asks: Readonly<Partial<Record<Mode, Ask>>>
}
