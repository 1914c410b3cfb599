/**
 * Where time comes from. Nothing in brownout reads `Date` or sets a timer by any other way,
 * so that a run under a virtual clock waits for nothing.
 */
export interface Clock {
  /** Milliseconds since the clock began. */
  now(): number
  /** Milliseconds since 1970 at which the clock began. */
  readonly epoch: number
  /** How many times faster it passes than the time of the client. Default: 1 */
  readonly speed?: number
  /**
   * Calls back after `ms` milliseconds; the returned function cancels.
   * @param call the call whose answer waits, if one does
   */
  after(ms: number, callback: () => void, call?: AnsweredCall): () => void
  /**
   * Whether answers that are due together come in an order that the clock chooses, so that each has to ask it for its turn.
   * `undefined` for a clock that has no turns to give, since it runs at the speed of the world.
   */
  readonly choosesOrder?: boolean
  /** Keeps a virtual clock from moving on while real work is under way, until the returned function is called. */
  hold(): () => void
  /** Says that something happened, so that a virtual clock waits for what follows from it. */
  touch(): void
  /** Names someone who knows which calls the program can wait for, for the message if it is stuck. */
  askIfStuck?(witness: () => CallsSoFar): void
}

/** What tells a call from others. */
export interface AnsweredCall {
  /** Its number in its run, in the order in which calls arrived, from 0. */
  readonly index: number
  /** The hash of the request. */
  readonly key: string
  /** How often the same was asked so far, from 1. */
  readonly attempt: number
}

/** The calls of a run, for the message of a program that is stuck. */
export interface CallsSoFar {
  readonly ended: number
  /** Each call that has not ended, as text. */
  readonly open: readonly string[]
}

/**
 * A clock that runs with the time of the world, from the moment that it is made.
 * @param speed how many times faster. Default: 1
 */
export function realClock(speed = 1): Clock {
  const start = performance.now()
  return {
    epoch: Date.now(),
    speed,
    now: () => (performance.now() - start) * speed,
    after(ms, callback) {
      const timer = setTimeout(callback, ms / speed)
      return () => clearTimeout(timer)
    },
    hold: () => () => {},
    touch() {},
  }
}

let installed: Clock | undefined

/** The virtual clock that is active in this process, if one is. A process has one time, so this is one value. */
export function installedClock(): Clock | undefined {
  return installed
}

/** Installs or removes a virtual clock. Only for code that replaces the timers of the process. */
export function installClock(clock: Clock | undefined): void {
  installed = clock
}
