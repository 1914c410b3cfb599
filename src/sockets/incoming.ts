import { largestBody } from '../engine/base/largest-body.ts'
import { ClientLeftError } from '../gateway/client-left.ts'
import type { Body, IncomingHeaders } from '../gateway/answerer.ts'
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

/** Replaces a body that no provider accepts: its length is the reason to refuse it. */
const tooLarge = ' '.repeat(largestBody + 1)

/**
 * Returns the body of a request. Uses events: an iterator over a stream costs as much as the rest of a call. A body that is larger than any
 * provider accepts is refused while it arrives, and none of it is kept.
 * @throws ClientLeftError if the client leaves before all of it has arrived
 */
export function bodyOf(incoming: Incoming): Promise<Body> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = []
    let length = 0
    incoming.on('data', (piece: Buffer) => {
      length += piece.length
      if (length <= largestBody) pieces.push(piece)
      else {
        pieces = []
        resolve(tooLarge)
      }
    })
    incoming.on('end', () => {
      if (length <= largestBody) resolve(new Uint8Array(Buffer.concat(pieces)))
    })
    incoming.on('error', (error) => reject(new ClientLeftError(error)))
  })
}
