import { connectionError, peerOf } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { WaitBeat } from '../engine/model/beat.ts'
import type { ChunkItem } from '../engine/model/frame.ts'
import type { AnsweredConnection, ConnectionTransport } from '../gateway/connection-transport.ts'
import type { FromProcess, ToProcess } from './messages.ts'

/** A message of another process about a WebSocket that it answers. */
type FromAnswerer = Extract<ToProcess, { readonly type: 'frames' | 'closed' | 'broken' | 'failed' }>

/** How the process that answers a WebSocket is reached. */
export interface Answering {
  readonly host: string
  /** The response to the handshake. */
  readonly head: Promise<ToProcess>
  /** Requests the next bytes of a response that refuses the handshake. */
  rest(): Promise<ToProcess>
  tell(message: { readonly type: 'message'; readonly text: string } | { readonly type: Extract<FromProcess['type'], 'taken'> }): void
  /** Reports that the client has disconnected. */
  leave(): void
}

/** A WebSocket of this process, which another process answers. */
export class RemoteWebSocket implements AnsweredConnection {
  readonly #answering: Answering
  #open!: (transport: ConnectionTransport) => void
  readonly #opened: Promise<ConnectionTransport>
  /** Frames are taken one after another. */
  #last: Promise<void> = Promise.resolve()

  constructor(answering: Answering) {
    this.#answering = answering
    this.#opened = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  /** The response to the handshake. */
  *handshake(): Generator<ChunkItem, undefined, undefined> {
    const { head, rest, leave } = this.#answering
    let isOpen = false
    try {
      const message = yield* arrived(head)
      if (message.type === 'broken') yield { type: 'end', how: 'reset', code: message.code }
      if (message.type !== 'head') throw new Error('A WebSocket began without a head.')
      isOpen = message.status === 101
      yield { type: 'head', status: message.status, headers: message.headers }
      for (;;) {
        const next = yield* arrived(rest())
        if (next.type !== 'bytes' || next.base64 === undefined) return
        yield { type: 'chunk', bytes: bytesIn(next.base64), frames: [] }
      }
    } finally {
      if (!isOpen) leave()
    }
  }

  /** The client takes frames from here on. */
  open(transport: ConnectionTransport): this {
    this.#open(transport)
    return this
  }

  async receive(text: string): Promise<void> {
    this.#answering.tell({ type: 'message', text })
  }

  disconnect(): void {
    this.#answering.leave()
  }

  /** Takes a message of the process that answers. */
  take(message: FromAnswerer): void {
    this.#last = this.#last.then(() => this.#play(message))
  }

  async #play(message: FromAnswerer): Promise<void> {
    const transport = await this.#opened
    if (message.type === 'frames') {
      await transport.send(bytesIn(message.base64), 'stdout')
      this.#answering.tell({ type: 'taken' })
    } else if (message.type === 'closed') await transport.close()
    else if (message.type === 'broken') await transport.drop(connectionError(message.code, peerOf(this.#answering.host)))
    else await transport.refuse(new BrownoutError(message.message))
  }
}

/** Waits for a message. */
function* arrived(coming: Promise<ToProcess>): Generator<WaitBeat, ToProcess, undefined> {
  const state: { message?: ToProcess; error?: unknown } = {}
  const until = coming.then(
    (message) => void (state.message = message),
    (error: unknown) => void (state.error = error),
  )
  yield { type: 'wait', ms: 0, until }
  if (state.message?.type === 'failed') throw new BrownoutError(state.message.message)
  if (state.message === undefined) throw state.error
  return state.message
}

function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
