// A page without an app of its own: tests call the provider in it.
import { http, HttpResponse } from 'msw'
import * as faults from '../../../faults/index.ts'
import { startWorker } from '../../../src/browser/index.ts'
import { answers, brownout, openai } from '../../../src/index.ts'

const chaos = brownout({
  seed: 'tuesday',
  providers: [openai({ baseURL: `${location.origin}/v1` }), openai({ name: 'direct' })],
  answers: answers.from(() => 'Your parcel is on its way, and it arrives on Thursday before noon.'),
})

/** What tests use in the page. */
const inPage = {
  chaos,
  faults,
  http,
  HttpResponse,
  startWorker,
  /** Sends a question, streaming. */
  ask: (init: RequestInit = {}, url = '/v1/chat/completions') =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: 'Bearer none', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
      ...init,
    }),
  /** Reads a body, and counts the pieces in which it arrives. */
  async readAll(response: Response) {
    const pieces: Uint8Array[] = []
    for await (const piece of response.body!) pieces.push(piece)
    return { pieces: pieces.length, text: await new Blob(pieces as BlobPart[]).text() }
  },
  /** Polls until something is true. */
  async until(isTrue: () => boolean) {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10))
  },
  outcomeOf: (run: Promise<unknown>): Promise<string> =>
    run.then(
      () => 'no error',
      (error: Error) => `${error.name}: ${error.message}, cause ${String(error.cause)}`,
    ),
}
Object.assign(globalThis, inPage)
document.body.append(Object.assign(document.createElement('h1'), { textContent: 'Ready' }))

/** The globals of the page. */
export type InPage = typeof inPage
