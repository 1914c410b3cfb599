import { writeHead, type Outgoing } from '../sockets/message.ts'

/** A text that a server writes about itself. */
export interface OwnText {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Writes a text about the server itself. It changes with each call, so it must not be cached. */
export function writeUncached({ status, type, text, headers = {} }: OwnText, response: Outgoing): void {
  const own = {
    'content-type': type,
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  writeHead(status, { ...own, ...headers }, response)
  response.end(text)
}
