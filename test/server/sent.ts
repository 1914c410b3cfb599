import { request, type OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

/** A response, as a client that knows nothing of browsers gets it. */
export interface Received {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  /** The body as JSON, or else its text. */
  readonly body: unknown
}

/** Sends a request exactly as given: with any method, and any header, also `host`. A body that is not a text is sent as JSON. */
export function sent(url: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<Received> {
  const type = body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers: { ...type, ...headers } }, (response) => {
      text(response).then(
        (received) => resolve({ status: response.statusCode!, headers: response.headers, body: parsed(received) }),
        reject,
      )
    })
    sending.on('error', reject)
    sending.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
  })
}

interface Sending {
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: unknown
}

function parsed(received: string): unknown {
  try {
    return JSON.parse(received)
  } catch {
    return received
  }
}

/** Calls a chat model, and returns the status and its answer. */
export async function asked(baseUrl: string, question = 'Where is my parcel?', headers: OutgoingHttpHeaders = {}) {
  const { status, body } = await sent(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer none', ...headers },
    body: { model: 'gpt-4o', messages: [{ role: 'user', content: question }] },
  })
  const { choices } = body as { readonly choices?: readonly [{ readonly message: { readonly content: string } }] }
  return { status, said: choices?.[0].message.content }
}
