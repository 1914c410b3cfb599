/** Follows the bytes of a connection to detect whether the server still owes an answer. */
export interface Protocol {
  /** Its name, for messages, such as `PostgreSQL`. */
  readonly name: string
  sent(bytes: Uint8Array): void
  received(bytes: Uint8Array): void
  /** `owes` an answer, `blocked` until another client acts, or `idle`. */
  readonly state: 'owes' | 'blocked' | 'idle'
}
