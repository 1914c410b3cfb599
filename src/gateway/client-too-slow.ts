import { formatDuration } from '../engine/base/duration.ts'

/** The client had not sent the complete request at its time limit. */
export class ClientTooSlowError extends Error {
  override readonly name = 'ClientTooSlowError'

  /** @param longest the time limit for the arrival of a request, in ms */
  constructor(longest: number) {
    super(`The client had not sent the complete request after ${formatDuration(longest)}.`)
  }
}
