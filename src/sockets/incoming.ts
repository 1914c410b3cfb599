import { bodyText } from '../gateway/body-text.ts'
import type { IncomingHeaders } from '../gateway/answerer.ts'
import type { Incoming } from './message.ts'

/** The headers of a request, without a copy of them. */
export function headersOf({ headers }: Pick<Incoming, 'headers'>): IncomingHeaders {
  const get = (name: string): string | null => headers[name.toLowerCase()]?.toString() ?? null
  return {
    get,
    has: (name) => get(name) !== null,
    entries: () => Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.toString()] as const])),
  }
}

/**
 * The text of a request's body. By its events: an iterator over a stream costs as much as the rest of a call.
 * @throws Error if the client leaves before all of it has come
 */
export function textOf(incoming: Incoming): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => void pieces.push(piece))
    incoming.on('end', () => {
      const bytes = Buffer.concat(pieces)
      resolve('content-encoding' in incoming.headers ? bodyText(bytes, headersOf(incoming)) : bytes.toString())
    })
    incoming.on('error', reject)
  })
}
