import type { Head } from '../engine/model/frame.ts'
import type { Bytes } from '../engine/run/delivery.ts'

/** An answer on its way to the client: a delivery of this process, or of another one. */
export interface OutgoingAnswer {
  /**
   * The status and headers, once they arrive. Never settles if the provider never answers.
   * @param inTurn whether answers that are due together come one after another in virtual time
   * @throws ConnectionError if the connection breaks first
   */
  head(inTurn?: boolean): Promise<Head>
  /**
   * The next bytes: at once if they are there, else once they arrive; `undefined` at a clean end. What fails, fails as a promise.
   * @param frames is the most of the frames due at one instant that come together
   * @throws ConnectionError if the connection breaks
   */
  read(frames?: number): Bytes | Promise<Bytes>
  /** The client has given up, or does not want the rest. */
  abort(): void
}
