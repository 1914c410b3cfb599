import type { RequestHandler, WebSocketHandler } from 'msw'
import type { Chaos } from '../chaos/chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { loadProviders, pageHandlers } from './page-handlers.ts'

/** Options of {@link startWorker}. */
export interface WorkerOptions {
  /** MSW handlers for everything else that the page requests. They run before the providers. Default: none; other requests pass */
  readonly handlers?: readonly (RequestHandler | WebSocketHandler)[]
  /** The URL of MSW's service worker, which `npx msw init <public folder>` writes. Default: `/mockServiceWorker.js` */
  readonly workerUrl?: string
}

/**
 * Starts MSW's service worker, which answers the calls of this page to the providers. Await it before the first call: until then,
 * requests leave the page.
 * @returns a function that stops it for this page
 * @throws BrownoutError if the page cannot have a service worker, or it is not at `workerUrl`
 * @example
 * const stop = await startWorker(chaos)
 * chaos.inject(rateLimited({ retryAfter: '2s' }).first(1))
 * await ask('Where is my parcel?')
 * await stop()
 */
export async function startWorker(
  chaos: Chaos,
  { handlers = [], workerUrl = '/mockServiceWorker.js' }: WorkerOptions = {},
): Promise<() => Promise<void>> {
  checkPage()
  // MSW has no such module under Node. A page that is rendered on a server imports this one there.
  const { setupWorker } = await import('msw/browser')
  await loadProviders(chaos)
  const worker = setupWorker(...handlers, ...pageHandlers(chaos))
  const options = {
    quiet: true,
    serviceWorker: { url: workerUrl },
    onUnhandledFrame: 'bypass',
    // Its name in MSW 2.
    onUnhandledRequest: 'bypass',
  } as const
  try {
    await worker.start(options)
  } catch (error) {
    throw new BrownoutError(
      `Cannot start the service worker ${workerUrl}: ${(error as Error).message.split('\n')[0]!} Write it to the folder that your pages are served from: npx msw init <folder>`,
      { cause: error },
    )
  }
  return async () => worker.stop()
}

/** @throws BrownoutError if this is not a page, or one without service workers */
function checkPage(): void {
  const { isSecureContext, location, navigator } = globalThis as Partial<typeof globalThis>
  if (location === undefined)
    throw new BrownoutError(
      'startWorker() needs a page in a browser. Use chaos.intercept() in Node, or setupServer(...chaos.handlers) of MSW.',
    )
  if (isSecureContext === false)
    throw new BrownoutError(
      `Browsers have service workers only over https and at localhost, and this page is at ${location.origin}. Open it at http://localhost, or over https.`,
    )
  if (navigator === undefined || !('serviceWorker' in navigator))
    throw new BrownoutError('This browser has no service workers, as in a private window of Firefox. Use another window or browser.')
}
