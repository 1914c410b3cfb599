import type { Head } from '../engine/model/frame.ts'
import type { Bytes } from '../engine/run/delivery.ts'

/** An answer on its way to the client: a delivery of this process, or of another one. */
export interface OutgoingAnswer {
  /**
   * Returns the status and headers once they arrive. Never settles if the provider never answers.
   * @param inTurn whether answers that are due together arrive one after another in virtual time
   * @throws ConnectionError if the connection breaks before
   */
  head(inTurn?: boolean): Promise<Head>
  /**
   * Returns the next bytes: at once if available, otherwise once they arrive; `undefined` at a clean end. Errors are always rejected
   * promises.
   * @param frames maximum number of frames, due at one time, to return together
   * @throws ConnectionError if the connection breaks
   */
  read(frames?: number): Bytes | Promise<Bytes>
  /** Called if the client has aborted, or does not need the rest. */
  abort(): void
}
