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

/**
 * Returns the body of a request. Uses events: an iterator over a stream costs as much as the rest of a call.
 * @throws Error if the client leaves before all of it has arrived
 */
export function bodyOf(incoming: Incoming): Promise<Body> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => void pieces.push(piece))
    incoming.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))))
    incoming.on('error', reject)
  })
}
