import { http, HttpResponse, type RequestHandler } from 'msw'
import { setupServer } from 'msw/node'
import type { Contender } from '../contender.ts'
import { openaiURL, sampleOf, type Sample } from '../sample.ts'
import { handledBy, intercept } from '../subject.ts'

/** A handler as written by hand: it returns the same bytes without any work. */
function handlerOf({ headers, pieces }: Sample): RequestHandler {
  return http.post(`${openaiURL}/chat/completions`, async ({ request }) => {
    await request.json()
    let next = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          if (next < pieces.length) controller.enqueue(pieces[next++])
          else controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    return new HttpResponse(body, { headers: { ...headers, ...('content-length' in headers ? {} : { 'transfer-encoding': 'chunked' }) } })
  })
}

/** A static handler in MSW's own server for Node. */
export const staticServer: Contender = {
  name: 'static handler, setupServer',
  async prepare(load) {
    const handler = handlerOf(await sampleOf(load))
    return {
      begin() {
        const server = setupServer(handler)
        server.listen({ onUnhandledFrame: 'error' })
        return { baseURL: openaiURL, end: () => server.close() }
      },
      async close() {},
    }
  },
}

/** A static handler behind the network with which `chaos.intercept()` replaces `fetch`. */
export const staticIntercept: Contender = {
  name: 'static handler, intercept',
  async prepare(load) {
    const handlers = [handlerOf(await sampleOf(load))]
    return {
      begin: () => ({ baseURL: openaiURL, end: intercept({ handle: handledBy(handlers), escaped: () => {} }) }),
      async close() {},
    }
  },
}
