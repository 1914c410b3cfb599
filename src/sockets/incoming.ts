import type { IncomingHttpHeaders } from 'node:http'
import type { IncomingHeaders } from '../gateway/answerer.ts'
import type { Incoming } from './message.ts'

/** Returns the headers of a request, without copying them. */
export function headersOf({ headers }: Pick<Incoming, 'headers'>): IncomingHeaders {
  return new SentHeaders(headers)
}

class SentHeaders implements IncomingHeaders {
  readonly #headers: IncomingHttpHeaders

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers
  }

  get(name: string): string | null {
    return this.#headers[name.toLowerCase()]?.toString() ?? null
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }

  entries(): Iterable<readonly [name: string, value: string]> {
    return Object.entries(this.#headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.toString()] as const]))
  }
}
