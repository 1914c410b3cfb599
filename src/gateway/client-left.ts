/** The client left before it had sent the whole request. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError'

  constructor(cause?: unknown) {
    super('The client left before it had sent the whole request.', { cause })
  }
}
