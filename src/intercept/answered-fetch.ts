import { isConnectionError } from '../engine/base/connection.ts'
import { installedClock } from '../engine/model/clock.ts'
import type { Answerer } from '../gateway/answerer.ts'
import { respond } from '../gateway/respond.ts'
import type { Asked } from './asked.ts'
import { waitsOn } from './client-timeouts.ts'

/**
 * Answers a call of `fetch`. The answer reaches the client directly, without a socket or a copy, so a broken connection has its exact
 * cause, and bytes arrive as the client reads them.
 * @throws TypeError, as in Node's fetch, if the connection breaks; the signal's reason if the caller aborts
 */
export async function answerFetch(answerer: Answerer, asked: Asked): Promise<Response> {
  installedClock()?.touch()
  try {
    const response = await respond(answerer.answer(asked), asked.signal, { waitsOn: (code) => waitsOn(asked.timeouts, code) })
    return Object.defineProperty(response, 'url', { value: asked.url.href })
  } catch (error) {
    throw isConnectionError(error) ? new TypeError('fetch failed', { cause: error }) : error
  } finally {
    installedClock()?.touch()
  }
}
