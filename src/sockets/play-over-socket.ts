import type { EventEmitter } from 'node:events'
import { isConnectionError, type ConnectionError } from '../engine/base/connection.ts'
import type { Head } from '../engine/model/frame.ts'
import type { Bytes } from '../engine/run/delivery.ts'
import type { OutgoingAnswer } from '../gateway/outgoing-answer.ts'
import { begin } from '../gateway/respond.ts'
import { turn } from '../time/real-time.ts'
import { drop, flushHead, isGone, isHttp2, write, writeHead, type Outgoing } from './message.ts'

/** Breaks a connection, so that the client gets the error. */
export type BreakConnection = (error: ConnectionError, response: Outgoing) => void

/**
 * Writes a delivery to a socket. A stall keeps the connection open until the client aborts. Bytes are made once the previous ones are sent.
 * They count as arrived once they are written.
 * @returns settles once the head is written. The body follows on its own: a server can have thousands of open streams, and each function
 * that waits for one needs memory
 */
export async function playOverSocket(coming: OutgoingAnswer, response: Outgoing, breakConnection: BreakConnection): Promise<void> {
  abortWith(response, coming)
  await orBroken(response, breakConnection, async () => {
    const { head, delivery } = await begin(coming, 'sockets')
    writeResponse(head, delivery, response, breakConnection)
  })
}

const answer = Symbol('the answer that a response is written from')

/** Aborts an answer once its response is closed. One listener for all, since a server can have thousands of open responses. */
function abortWith(response: Outgoing, coming: OutgoingAnswer): void {
  Reflect.set(response, answer, coming)
  response.on('close', abortAnswer)
}

function abortAnswer(this: Outgoing & { readonly [answer]?: OutgoingAnswer }): void {
  this[answer]?.abort()
}

/** Writes a response. Its body follows on its own. */
export function writeResponse(
  { status, headers }: Head,
  delivery: OutgoingAnswer,
  response: Outgoing,
  breakConnection: BreakConnection,
): void {
  writeHead(status, headers, response)
  void writeBody(delivery.read(), delivery, response, breakConnection)
}

/** Runs an answer over a connection. If it breaks, the client gets the bytes before that, then the error. */
export async function orBroken(response: Outgoing, breakConnection: BreakConnection, play: () => Promise<void>): Promise<void> {
  try {
    await play()
  } catch (error) {
    await breakOff(error, response, breakConnection)
  }
}

async function breakOff(error: unknown, response: Outgoing, breakConnection: BreakConnection): Promise<void> {
  if (!isConnectionError(error)) throw error
  await whenSent(response)
  breakConnection(error, response)
}

/**
 * Writes bytes as they arrive. Bytes that follow others immediately are a chunk of their own, written after those are sent. Ends if it has
 * to wait for bytes, and is called again with them: an async function that waits would need more memory for each open stream.
 */
async function writeBody(
  due: Bytes | Promise<Bytes>,
  delivery: OutgoingAnswer,
  response: Outgoing,
  breakConnection: BreakConnection,
): Promise<void> {
  try {
    for (let bytes = due, follows = false; ; bytes = delivery.read(), follows = true) {
      if (bytes instanceof Promise) {
        flushHead(response)
        return void bytes.then(
          (later) => writeBody(later, delivery, response, breakConnection),
          (error: unknown) => fail(error, response, breakConnection),
        )
      }
      if (isGone(response)) return
      if (bytes === undefined) return void response.end()
      if (follows) await turn()
      if (!write(bytes, response)) await drained(response)
    }
  } catch (error) {
    await fail(error, response, breakConnection)
  }
}

/** Breaks off a body that cannot be continued. */
async function fail(error: unknown, response: Outgoing, breakConnection: BreakConnection): Promise<void> {
  try {
    await breakOff(error, response, breakConnection)
  } catch {
    drop(response, error as Error)
  }
}

/** Resolves once the client has read enough to accept more, or has disconnected. */
export function drained(writable: Pick<EventEmitter, 'on' | 'off'>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      writable.off('drain', done)
      writable.off('close', done)
      resolve()
    }
    writable.on('drain', done)
    writable.on('close', done)
  })
}

/**
 * Resolves once everything written is sent, and a client in this process has had a turn to read it: a reset discards the data in the
 * sender's buffers.
 */
export async function whenSent(response: Outgoing): Promise<void> {
  await new Promise<unknown>((resolve) => {
    if (isHttp2(response)) {
      const { session } = response.stream
      // The client answers a ping once it has read everything before it. An error means that it has disconnected.
      if (session === undefined || session.destroyed || !session.ping(resolve)) resolve(undefined)
    } else if (response.socket === null || response.socket.destroyed) resolve(undefined)
    else response.socket.write('', resolve)
  })
  await turn()
}
