import type { Incoming } from './message.ts'

const reasons = new WeakMap<Incoming, string>()

/** Records why the rest of a request cannot be read. To the code that reads it, it looks like a client that has disconnected. */
export function noteBrokenBody(incoming: Incoming, why: string): void {
  reasons.set(incoming, why)
}

/** Returns why the rest of a request cannot be read; `undefined` if it is not known. */
export function whyBroken(incoming: Incoming): string | undefined {
  return reasons.get(incoming)
}
