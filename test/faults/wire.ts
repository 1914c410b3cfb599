import { question } from './bench.ts'

/** An answer as it comes over the wire. */
export interface Wire {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** The bytes as text, a byte order mark included. */
  readonly text: string
}

/** Asks for a chat completion without any SDK, and reads the bytes. */
export async function overTheWire(stream: boolean): Promise<Wire> {
  const reply = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: question }], stream }),
  })
  const bytes = new Uint8Array(await reply.arrayBuffer())
  return { status: reply.status, headers: reply.headers, bytes, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) }
}
