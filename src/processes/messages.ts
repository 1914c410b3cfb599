import type { Socket } from 'node:net'

/** A message from a process to the one that emulates the providers. Each call has its own number: the request is first, then reads. */
export type FromProcess =
  | {
      readonly type: 'ask'
      readonly call: number
      readonly method: string
      readonly url: string
      readonly headers: readonly (readonly [name: string, value: string])[]
      readonly text: string
    }
  /** Requests a WebSocket. If its head has status 101, messages follow instead of reads. */
  | {
      readonly type: 'open'
      readonly call: number
      readonly url: string
      readonly headers: readonly (readonly [name: string, value: string])[]
    }
  | { readonly type: 'message'; readonly call: number; readonly text: string }
  /** The client has taken the last frames, and takes more. */
  | { readonly type: 'taken'; readonly call: number }
  | { readonly type: 'read'; readonly call: number; readonly frames: number }
  | { readonly type: 'abort'; readonly call: number }
  /** A client tried to reach a provider past the network and was blocked. */
  | { readonly type: 'escaped'; readonly host: string; readonly message: string }

/** The response to a message: one for each request or read. A WebSocket has frames, whenever the provider sends some, and an end. */
export type ToProcess =
  | { readonly type: 'head'; readonly call: number; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  /** `base64` is missing at the end. */
  | { readonly type: 'bytes'; readonly call: number; readonly base64?: string }
  | { readonly type: 'broken'; readonly call: number; readonly code: string }
  | { readonly type: 'frames'; readonly call: number; readonly base64: string }
  /** The WebSocket is closed with a close frame. */
  | { readonly type: 'closed'; readonly call: number }
  | { readonly type: 'failed'; readonly call: number; readonly message: string }

/** Sends a message as one line of JSON. */
export function send(message: FromProcess | ToProcess, socket: Socket): void {
  socket.write(`${JSON.stringify(message)}\n`)
}

/** Calls a listener with each received message. */
export function hear<Message extends FromProcess | ToProcess>(socket: Socket, listener: (message: Message) => void): void {
  let pieces: string[] = []
  socket.setEncoding('utf8')
  socket.on('data', (piece: string) => {
    pieces.push(piece)
    if (!piece.includes('\n')) return
    const lines = pieces.join('').split('\n')
    pieces = lines.splice(-1)
    for (const line of lines) listener(JSON.parse(line) as Message)
  })
}
