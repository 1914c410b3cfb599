import { formatDuration } from '../engine/base/duration.ts'

/** The client had not sent the whole request when its time was over. */
export class ClientTooSlowError extends Error {
  override readonly name = 'ClientTooSlowError'

  /** @param longest how long a request may take to arrive, in ms */
  constructor(longest: number) {
    super(`The client had not sent the whole request after ${formatDuration(longest)}.`)
  }
}
