import type { ConnectionError } from '../engine/base/connection.ts'
import type { BrownoutError } from '../engine/base/errors.ts'
import type { Output } from '../engine/model/frame.ts'

/** How bytes reach the client of a WebSocket, or the app that has started a process. */
export interface ConnectionTransport {
  /** Sends frames. Settles once the client takes more. */
  send(bytes: Uint8Array<ArrayBuffer>, output: Output): Promise<void> | void
  /** Closes the connection with a close frame. */
  close(): Promise<void> | void
  /** Breaks the connection without a close frame. */
  drop(error: ConnectionError): Promise<void> | void
  /** Reports that an answer cannot be sent. */
  refuse(error: BrownoutError): Promise<void> | void
}

/** An open WebSocket or a running process: it answers the client's messages until either side ends it. */
export interface AnsweredConnection {
  /** Answers a message from the client. */
  receive(message: string): Promise<void>
  /** Ends every answer, since the client has disconnected. */
  disconnect(): void
}
