/** The complete request never arrives: its client has disconnected, or its body is malformed. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError'

  /** @param why Default: the client has disconnected */
  constructor(cause?: unknown, why = 'The client disconnected before it had sent the complete request.') {
    super(why, { cause })
  }
}
