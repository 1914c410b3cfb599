import type { EventEmitter } from 'node:events'
import { isConnectionError, type ConnectionError } from '../engine/base/connection.ts'
import type { Head } from '../engine/model/frame.ts'
import type { Bytes } from '../engine/run/delivery.ts'
import type { OutgoingAnswer } from '../gateway/outgoing-answer.ts'
import { begin } from '../gateway/respond.ts'
import { turn } from '../time/real-time.ts'
import { isGone, isHttp2, write, writeHead, type Outgoing } from './message.ts'

/**
 * Plays a delivery over a socket. Silence keeps the connection open until
 * the client aborts; and bytes are made once the last ones are on their way. They count as arrived once they are written.
 * @param breakConnection breaks the connection, so that the client comes to the error
 */
export async function playOverSocket(
  coming: OutgoingAnswer,
  response: Outgoing,
  breakConnection: (error: ConnectionError) => void,
): Promise<void> {
  response.on('close', () => coming.abort())
  await orBroken(response, breakConnection, async () => {
    const { head, delivery } = await begin(coming, 'sockets')
    await writeResponse(head, delivery, response)
  })
}

/** Writes a response. */
export async function writeResponse({ status, headers }: Head, delivery: OutgoingAnswer, response: Outgoing): Promise<void> {
  writeHead(status, headers, response)
  await writeAll(delivery, response)
  if (!isGone(response)) response.end()
}

/** Runs what plays over a connection. If that breaks, the client gets what came before, then the error. */
export async function orBroken(
  response: Outgoing,
  breakConnection: (error: ConnectionError) => void,
  play: () => Promise<void>,
): Promise<void> {
  try {
    await play()
  } catch (error) {
    if (!isConnectionError(error)) throw error
    await whenSent(response)
    breakConnection(error)
  }
}

/** Writes bytes as they come. What comes at once after other bytes is a chunk of its own, and waits until those have left. */
async function writeAll(delivery: OutgoingAnswer, response: Outgoing): Promise<void> {
  let follows = false
  for (;;) {
    let bytes: Bytes | Promise<Bytes> = delivery.read()
    if (bytes instanceof Promise) {
      // The headers, or what was written last, leave now: nothing says when more will come. In HTTP/2 they have left.
      if (!isHttp2(response)) response.flushHeaders()
      bytes = await bytes
      follows = false
    }
    if (bytes === undefined || isGone(response)) return
    if (follows) await turn()
    if (!write(bytes, response)) await drained(response)
    follows = true
  }
}

/** Resolves once the client has read enough to take more, or has left. */
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
 * Resolves once all that was written has left, and a client in this process has had a turn to read it: a reset takes with it
 * what still lies in the sender's buffers.
 */
export async function whenSent(response: Outgoing): Promise<void> {
  await new Promise<unknown>((resolve) => {
    if (isHttp2(response)) {
      const { session } = response.stream
      // The client answers a ping once it has read what came before. An error means that it has left.
      if (session === undefined || session.destroyed || !session.ping(resolve)) resolve(undefined)
    } else if (response.socket === null || response.socket.destroyed) resolve(undefined)
    else response.socket.write('', resolve)
  })
  await turn()
}
