import type { Output } from './frame.ts'

/** The place of a real tool server: the command that starts it, or its URL. */
export type ServerPlace =
  | { readonly command: string; readonly args?: readonly string[] }
  | {
      readonly url: string
      /** Headers of each request, next to those of the protocol. */
      readonly headers?: Readonly<Record<string, string>>
    }

/** How a process ends: with a code, or by a signal. */
export interface ProcessExit {
  readonly code: number | null
  readonly signal: string | null
}

/** A JSON-RPC message of a client, as its text and as far as it was read. */
export interface ClientMessage {
  readonly text: string
  readonly id: string | number | null
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  /** Headers of the client for the server, such as a token. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A response of a tool server, as its text and as its value. */
export interface ServerReply {
  readonly text: string
  readonly message: Readonly<Record<string, unknown>>
}

/** Receives the events of a tool server outside of responses. */
export interface ServerEvents {
  /** A line that is not a response to a request: a notification, a request to the client, or text that is not a message. */
  message(line: string): void
  /** Bytes that a process writes to stderr, or a note about the server. */
  log(bytes: Uint8Array<ArrayBuffer>): void
  /** A process has ended. */
  exit(exit: ProcessExit): void
}

/** Why a server has to end: its stdin has ended, a signal has arrived, or it must end at once. */
export type EndOfServer = 'stdin' | 'at once' | `SIG${string}`

/** A connection to a real tool server. */
export interface ServerLink {
  /** Whether the server has ended and does not answer any more. */
  readonly isGone: boolean
  /** Sends a request. Returns the response, or an error response if the server has ended; `undefined` once the client has cancelled it. */
  request(message: ClientMessage): Promise<ServerReply | undefined>
  /** Sends a notification, or a response to a request of the server. */
  send(message: ClientMessage): void
  /** Ends it. Settles once its processes and connections have ended. */
  end(why: EndOfServer): Promise<void>
}

/** Connects to a real tool server. */
export type OpenServer = (place: ServerPlace, events: ServerEvents) => ServerLink

/** Sends the output of an emulated process to the app, in addition to the answers to its messages. */
export interface ProcessOutlet {
  write(bytes: Uint8Array<ArrayBuffer>, output: Output): void
  /** It exits on its own. */
  exit(exit: ProcessExit): void
}
