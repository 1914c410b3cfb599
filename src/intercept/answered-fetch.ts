import { isConnectionError } from '../engine/base/connection.ts'
import { installedClock } from '../engine/model/clock.ts'
import type { Answerer } from '../gateway/answerer.ts'
import { respond } from '../gateway/respond.ts'
import type { Asked } from './asked.ts'

/**
 * Answers a call of `fetch`. What is answered reaches the client as it is: no socket and no copy lies between, so a broken
 * connection carries its exact cause, and bytes come as the client reads them.
 * @throws TypeError as Node's fetch does, if the connection breaks; the signal's reason if the caller aborts
 */
export async function answerFetch(answerer: Answerer, asked: Asked): Promise<Response> {
  installedClock()?.touch()
  try {
    const response = await respond(answerer.answer(asked), asked.signal)
    return Object.defineProperty(response, 'url', { value: asked.url.href })
  } catch (error) {
    throw isConnectionError(error) ? new TypeError('fetch failed', { cause: error }) : error
  } finally {
    installedClock()?.touch()
  }
}
