import type { ServerResponse } from 'node:http'
import { isConnectionError, type ConnectionError } from '../engine/base/connection.ts'
import type { Bytes, Delivery } from '../engine/run/delivery.ts'
import { begin } from '../gateway/respond.ts'
import { turn } from '../time/real-time.ts'

/**
 * Plays a delivery over a socket. Silence keeps the connection open until
 * the client gives up; and bytes are made once the last ones are on their way. They count as arrived once they are written.
 * @param breakConnection breaks the connection, so that the client comes to the error
 */
export async function playOverSocket(
  coming: Delivery,
  response: ServerResponse,
  breakConnection: (error: ConnectionError) => void,
): Promise<void> {
  response.on('close', () => coming.abort())
  try {
    const { head, delivery } = await begin(coming, 'sockets')
    response.writeHead(head.status, head.headers)
    await writeAll(delivery, response)
    if (!response.destroyed) response.end()
  } catch (error) {
    if (!isConnectionError(error)) throw error
    await whenSent(response)
    breakConnection(error)
  }
}

/** Writes bytes as they come. What comes at once after other bytes is a chunk of its own, and waits until those have left. */
async function writeAll(delivery: Delivery, response: ServerResponse): Promise<void> {
  let follows = false
  for (;;) {
    let bytes: Bytes | Promise<Bytes> = delivery.read()
    if (bytes instanceof Promise) {
      // The headers, or what was written last, leave now: nothing says when more will come.
      response.flushHeaders()
      bytes = await bytes
      follows = false
    }
    if (bytes === undefined || response.destroyed) return
    if (follows) await turn()
    if (!response.write(bytes)) await drained(response)
    follows = true
  }
}

/** Resolves once the client has read enough to take more, or has left. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}

/**
 * Resolves once all that was written has left, and a client in this process has had a turn to read it: a reset takes with it
 * what still lies in the sender's buffers.
 */
async function whenSent({ socket }: ServerResponse): Promise<void> {
  await new Promise((resolve) => {
    // An error means that the client has left.
    if (socket === null || socket.destroyed) resolve(undefined)
    else socket.write('', resolve)
  })
  await turn()
}
