import { largestBody } from '../engine/base/largest-body.ts'
import { ClientLeftError } from '../gateway/client-left.ts'
import { ClientTooSlowError } from '../gateway/client-too-slow.ts'
import type { Body, IncomingHeaders } from '../gateway/answerer.ts'
import { realAfter } from '../time/real-time.ts'
import type { Incoming } from './message.ts'

/** Returns the headers of a request, without copying them. */
export function headersOf({ headers }: Pick<Incoming, 'headers'>): IncomingHeaders {
  const get = (name: string): string | null => headers[name.toLowerCase()]?.toString() ?? null
  return {
    get,
    has: (name) => get(name) !== null,
    entries: () => Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.toString()] as const])),
  }
}

/** Whether the client of a request has left, or has cancelled it. */
function hasLeft(incoming: Incoming): boolean {
  return 'stream' in incoming ? incoming.stream.aborted : incoming.destroyed && !incoming.complete
}

/** Replaces a body that no provider accepts: its length is the reason to refuse it. */
const tooLarge = ' '.repeat(largestBody + 1)

/**
 * Returns the body of a request. Uses events: an iterator over a stream costs as much as the rest of a call. A body that is larger than any
 * provider accepts is refused while it arrives, and none of it is kept.
 * @param longest how long it may take to arrive, in ms. Default: any time
 * @throws ClientLeftError if the client leaves before all of it has arrived, or cancels the request
 * @throws ClientTooSlowError if it has not arrived in time
 */
export function bodyOf(incoming: Incoming, longest?: number): Promise<Body> {
  return new Promise<Body>((resolve, reject) => {
    // It can have left before, and is not heard of again then.
    if (hasLeft(incoming)) return reject(new ClientLeftError())
    let pieces: Buffer[] = []
    let length = 0
    const stop = longest === undefined ? undefined : realAfter(longest, () => reject(new ClientTooSlowError(longest)))
    incoming.on('close', () => stop?.())
    incoming.on('data', (piece: Buffer) => {
      length += piece.length
      if (length <= largestBody) pieces.push(piece)
      else {
        pieces = []
        resolve(tooLarge)
      }
    })
    // A request in HTTP/2 that the client cancels ends like a complete one.
    incoming.on('aborted', () => reject(new ClientLeftError()))
    incoming.on('end', () => {
      stop?.()
      if (length <= largestBody) resolve(new Uint8Array(Buffer.concat(pieces)))
    })
    incoming.on('error', (error) => reject(new ClientLeftError(error)))
  })
}
