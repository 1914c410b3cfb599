import { question } from './bench.ts'

/** A request without any SDK. */
export interface Request {
  readonly stream?: boolean
  readonly messages?: readonly { readonly role: string; readonly content: string }[]
  readonly model?: string
  readonly signal?: AbortSignal
}

/** An answer as it arrives over the wire. */
export interface Wire {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** The bytes as text, a byte order mark included. */
  readonly text: string
}

/** Requests a chat completion without any SDK, which is faster, and reads the bytes. */
export async function overTheWire(request: Request = {}): Promise<Wire> {
  const { stream = false, messages = [{ role: 'user', content: question }], model = 'gpt-4o', signal } = request
  const reply = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages, stream }),
    ...(signal === undefined ? {} : { signal }),
  })
  const bytes = new Uint8Array(await reply.arrayBuffer())
  return { status: reply.status, headers: reply.headers, bytes, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) }
}
