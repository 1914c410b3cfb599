import type { IncomingHeaders } from '../gateway/answerer.ts'
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
