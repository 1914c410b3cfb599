import { getResponse, type RequestHandler } from 'msw'
import type { Asked } from './asked.ts'
import type { Handle } from './network.ts'

/**
 * Calls MSW handlers as `setupServer` would. Unlike MSW's own interceptors this has no I/O that a virtual clock could overtake, and it uses
 * only what msw 2 and 3 share. The returned function throws a TypeError, as `fetch` does, if a handler answers with a network error or
 * throws; the signal's reason if the caller aborts.
 * @returns `undefined` without handlers
 */
export function handledBy(handlers: readonly RequestHandler[]): Handle | undefined {
  return handlers.length === 0 ? undefined : (asked, next) => handledFetch(handlers, asked, next)
}

async function handledFetch(handlers: readonly RequestHandler[], asked: Asked, next: () => Promise<Response>): Promise<Response> {
  const { signal } = asked
  let abort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason)
  })
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([answered(handlers, asked.request(), next), aborted])
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

async function answered(handlers: readonly RequestHandler[], request: Request, next: () => Promise<Response>): Promise<Response> {
  const response = isBypassed(request) ? undefined : await responseOf(handlers, request)
  if (response === undefined || isPassthrough(response)) return next()
  // MSW's form of a network error.
  if (response.type === 'error') throw new TypeError('fetch failed', { cause: response })
  return response.url === '' ? Object.defineProperty(response, 'url', { value: request.url }) : response
}

async function responseOf(handlers: readonly RequestHandler[], request: Request): Promise<Response | undefined> {
  try {
    return await getResponse([...handlers], request)
  } catch (error) {
    throw new TypeError('fetch failed', { cause: error })
  }
}

/** Marked by MSW's `bypass()` (msw, src/utils/bypass.ts). */
function isBypassed({ headers }: Request): boolean {
  return headers.get('accept')?.includes('msw/passthrough') === true
}

/** Made by MSW's `passthrough()` (msw, src/utils/passthrough.ts). */
function isPassthrough({ status, headers }: Response): boolean {
  return status === 302 && headers.get('x-msw-intention') === 'passthrough'
}
