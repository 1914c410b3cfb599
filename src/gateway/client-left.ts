/** The client disconnected before it had sent the complete request. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError'

  constructor(cause?: unknown) {
    super('The client disconnected before it had sent the complete request.', { cause })
  }
}
