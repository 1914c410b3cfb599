import { setupServer } from 'msw/node'
import type { Chaos } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'

/** A request as a client would send it to the provider itself. */
export interface RawRequest {
  readonly url: URL
  readonly headers: Headers
  readonly body: string
}

/** A way in that is open: it takes requests until it is closed. */
export interface OpenWay {
  ask(request: RawRequest, signal: AbortSignal): Promise<Response>
  close(): Promise<void>
}

function askedByFetch({ url, headers, body }: RawRequest, signal: AbortSignal): Promise<Response> {
  return fetch(url, { method: 'POST', headers, body, signal })
}

/** Every way in which a request reaches brownout. */
export const ways: Readonly<Record<string, (chaos: Chaos) => Promise<OpenWay>>> = {
  async intercept(chaos) {
    const release = chaos.intercept()
    return { ask: askedByFetch, close: async () => release() }
  },
  async setupServer(chaos) {
    const server = setupServer(...chaos.handlers)
    server.listen({ onUnhandledFrame: 'error' })
    return { ask: askedByFetch, close: async () => server.close() }
  },
  async serve(chaos) {
    const server = await serve(chaos)
    const [{ name }] = chaos.providers as [Chaos['providers'][number]]
    return {
      ask: (request, signal) =>
        askedByFetch({ ...request, url: new URL(`${server.url}/${name}${request.url.pathname}${request.url.search}`) }, signal),
      close: () => server.close(),
    }
  },
}
