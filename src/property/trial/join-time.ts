import { BrownoutError } from '../../engine/base/errors.ts'
import { activeSession, VirtualSession } from '../../time/index.ts'

/** The time that runs share. */
export interface SharedTime {
  /** Virtual time. Real time if `undefined`. */
  readonly session: VirtualSession | undefined
  /** Ends virtual time that was started here. Virtual time that was active before stays active. */
  stop(): void
}

/**
 * Joins the active virtual time, or starts one.
 * @param caller for the message, such as `survives()`
 * @throws BrownoutError if real time is requested while virtual time is active
 */
export function joinTime(caller: string, seed: string, time: 'virtual' | 'real' = 'virtual'): SharedTime {
  const active = activeSession()
  if (active !== undefined && time === 'real') {
    throw new BrownoutError(
      `${caller} cannot run in real time: virtual time is active around it. Turn it off for the test with withChaos({ time: "real" }), or remove { time: "real" } here.`,
    )
  }
  if (active !== undefined) return { session: active, stop: giveBack(active) }
  if (time === 'real') return { session: undefined, stop: () => {} }
  const session = new VirtualSession({ seed, isShared: true })
  return { session, stop: () => session.stop() }
}

/** Restores the settings of virtual time: the order of responses, and how far it can continue. */
function giveBack(session: VirtualSession): () => void {
  const { limit } = session
  return () => {
    session.clock.orderReplies(undefined)
    session.extendTo(limit)
  }
}
