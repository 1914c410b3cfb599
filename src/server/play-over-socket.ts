import type { ServerResponse } from 'node:http'
import { ConnectionError } from '../engine/base/connection.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { begin } from '../gateway/respond.ts'
import { turn } from '../time/real-time.ts'

/**
 * Plays a delivery over a socket. A reset is a real one, a TCP packet with RST in it; silence keeps the connection open until
 * the client gives up; and the next bytes are made once the last ones are on their way.
 */
export async function playOverSocket(coming: Delivery, response: ServerResponse): Promise<void> {
  response.on('close', () => coming.abort())
  try {
    const { head, delivery } = await begin(coming)
    response.writeHead(head.status, head.headers)
    response.flushHeaders()
    for (let bytes = await delivery.read(); bytes !== undefined; bytes = await delivery.read()) await write(bytes, response)
    if (!response.destroyed) response.end()
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error
    // What was sent before is read first: a reset takes with it what still lies in the sender's buffers.
    await turn()
    breakAs(error.code, response)
  }
}

/** Breaks a connection so that the client comes to the same error by itself. */
function breakAs(code: string, response: ServerResponse): void {
  if (code === 'UND_ERR_SOCKET') response.socket?.end()
  else if (code === 'Z_DATA_ERROR') response.end('this is no gzip')
  else response.socket?.resetAndDestroy()
}

/** Resolves once the bytes have left, or cannot any more. The turn after it makes of them one packet, and one read. */
async function write(bytes: Uint8Array, response: ServerResponse): Promise<void> {
  if (response.destroyed) return
  await new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.write(bytes, () => {
      response.off('close', resolve)
      resolve()
    })
  })
  await turn()
}
