import { longestTimer } from '../base/longest-timer.ts'

/**
 * The source of time. Nothing else in brownout reads `Date` or sets timers, so a run under a virtual clock never really waits.
 */
export interface Clock {
  /** Milliseconds since the clock started. */
  now(): number
  /** The start of the clock, in milliseconds since 1970. */
  readonly epoch: number
  /** How many times faster it runs than the client's time. Default: 1 */
  readonly speed?: number
  /**
   * Calls back after `ms` milliseconds. The returned function cancels.
   * @param call the call whose answer waits, if any
   */
  after(ms: number, callback: () => void, call?: AnsweredCall): () => void
  /**
   * Whether the clock chooses the order of answers that are due together, so that each has to request its turn. `undefined` for a clock
   * that runs in real time.
   */
  readonly choosesOrder?: boolean
  /** Keeps a virtual clock from advancing during real work, until the returned function is called. */
  hold(): () => void
  /** Reports activity, so that a virtual clock waits for its consequences. */
  touch(): void
  /** Registers a source of open calls, for the error message if the program is stuck. */
  askIfStuck?(witness: () => CallsSoFar): void
}

/** Identifies a call. */
export interface AnsweredCall {
  /** Its number in its run, in order of arrival, from 0. */
  readonly index: number
  /** The hash of the request. */
  readonly key: string
  /** The number of this attempt at the same request, from 1. */
  readonly attempt: number
}

/** The calls of a run, for the error message of a stuck program. */
export interface CallsSoFar {
  readonly ended: number
  /** Each call that has not ended, as text. */
  readonly open: readonly string[]
}

/**
 * A clock that runs in real time, from its creation.
 * @param speed how many times faster. Default: 1
 */
export function realClock(speed = 1): Clock {
  const start = performance.now()
  return {
    epoch: Date.now(),
    speed,
    now: () => (performance.now() - start) * speed,
    after(ms, callback) {
      const timer = setTimeout(callback, Math.min(ms / speed, longestTimer))
      return () => clearTimeout(timer)
    },
    hold: () => () => {},
    touch() {},
  }
}

let installed: Clock | undefined

/** The virtual clock that is active in this process, if any. A process has one time, so this is one value. */
export function installedClock(): Clock | undefined {
  return installed
}

/** Installs or removes a virtual clock. Only for code that replaces the process's timers. */
export function installClock(clock: Clock | undefined): void {
  installed = clock
}
