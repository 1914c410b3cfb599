/** Reads along on a connection to know whether the other side still owes an answer. */
export interface Protocol {
  /** What it is, for messages, such as `PostgreSQL`. */
  readonly name: string
  sent(bytes: Uint8Array): void
  received(bytes: Uint8Array): void
  /** `owes` an answer, `blocked` until someone else acts, or `idle`. */
  readonly state: 'owes' | 'blocked' | 'idle'
}
