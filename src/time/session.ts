import { formatDuration, milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { installClock } from '../engine/model/clock.ts'
import { ActiveResources } from './active-resources.ts'
import type { VirtualTime, VirtualTimeOptions } from './options.ts'
import { refuseFakeTimers } from './patches/fake-timers.ts'
import { patchProcess, syncBuiltins } from './patches/index.ts'
import { builtin, Patches } from './patches/patching.ts'
import { whenAtRest, type Rest } from './quiescence.ts'
import { realNow, RealWait, throwOutside } from './real-time.ts'
import { RealWork } from './real-work/real-work.ts'
import type { ReplyOrder } from './reply-order.ts'
import { reasonToBeStuck, StuckError } from './stuck.ts'
import { VirtualClock } from './virtual-clock.ts'

/** Session options, in addition to those of users. */
export interface SessionOptions extends VirtualTimeOptions {
  /** Whether code outside of `inside` can take part, such as the body of a test whose fixture started the session. Default: false */
  readonly isShared?: boolean
}

/** How long a program without timers can be inactive in real time, in ms, before it counts as stuck. */
const graceOfRest = 60
/** The same, while the process has files or sockets that it did not have when virtual time started. */
const graceOfWork = 2_000
/** The same, while there is open work that is known to be real. */
const graceOfKnownWork = 10_000

/**
 * How much one check can add to a wait, in ms. While the processor is busy elsewhere or the program computes, nothing could have woken it.
 */
const longestLook = 2

let active: VirtualSession | undefined

/** The session of virtual time that is active in this process. */
export function activeSession(): VirtualSession | undefined {
  return active
}

interface Scope {
  run<Value>(store: object, work: () => Value): Value
  getStore(): object | undefined
}

let storage: Scope | undefined

/** The session that the running code belongs to. */
function scopes(): Scope | undefined {
  const hooks = builtin<{ AsyncLocalStorage: new () => Scope }>('node:async_hooks')
  return (storage ??= hooks === undefined ? undefined : new hooks.AsyncLocalStorage())
}

function tellOvertaken(name: string, patience: number): void {
  // oxlint-disable-next-line no-console -- a slow test must report it in any runner
  console.warn(
    `brownout: virtual time continued without ${name}, which had not ended after ${formatDuration(patience)} of real time. If the app needs its result, wrap it in clock.real(). See docs/time.md.`,
  )
}

/** Virtual time from its start to its stop. The process has one time, so there is at most one session. */
export class VirtualSession implements VirtualTime {
  readonly clock: VirtualClock
  /** Whether code outside of `inside` can take part, such as the body of a test whose fixture started the session. */
  readonly isShared: boolean
  #limit: number
  readonly #patches = new Patches()
  readonly #random: { restart(): void }
  readonly #resources = new ActiveResources()
  readonly #realWork: RealWork
  readonly #racers = new Set<(error: StuckError) => void>()
  #seed: string
  readonly #wait = new RealWait()
  #knownWork = 0
  #isStopped = false
  #otherwise: (error: StuckError) => void = () => {}

  /** @throws BrownoutError if one is active already, or fake timers are installed */
  constructor(options: SessionOptions = {}) {
    refuseFakeTimers()
    if (active !== undefined) {
      throw new BrownoutError(
        'Cannot begin virtual time: it is active already, and a process has only one. Run tests that use it one after the other (no test.concurrent), or turn it off with { time: "real" }.',
      )
    }
    this.clock = new VirtualClock(options.epoch)
    this.isShared = options.isShared ?? false
    this.#limit = milliseconds(options.limit ?? '48h')
    const patience = milliseconds(options.patience ?? '5s')
    this.#seed = options.seed ?? 'brownout'
    this.#random = patchProcess(this.#patches, this.clock, () => this.#seed)
    this.#realWork = new RealWork(this.#patches, this.clock, patience, (name) => tellOvertaken(name, patience))
    syncBuiltins()
    installClock(this.clock)
    // oxlint-disable-next-line typescript/no-this-alias -- the process has one session, and this is it
    active = this
    this.#drive()
    this.#resources.noticeImmediate()
  }

  now(): number {
    return this.clock.now()
  }

  async real<Value>(work: () => Promise<Value>): Promise<Value> {
    const release = this.clock.hold()
    try {
      return await work()
    } finally {
      release()
    }
  }

  /**
   * Restarts at 0, without the remaining timers, so that the next run does not depend on this one.
   * @param replyOrder the order of replies that are due together. Default: the order of their calls
   */
  restart(seed?: string, limit?: Duration, replyOrder?: ReplyOrder): void {
    this.#seed = seed ?? this.#seed
    if (limit !== undefined) this.#limit = milliseconds(limit)
    this.clock.restart(replyOrder)
    this.#random.restart()
  }

  /** The maximum virtual time, in ms on the clock. */
  get limit(): number {
    return this.#limit
  }

  /** Raises the maximum virtual time, in ms on the clock. */
  extendTo(limit: number): void {
    this.#limit = limit
  }

  /** Settles with the work. @throws StuckError if nothing is left that could make it settle */
  race<Value>(work: Promise<Value>): Promise<Value> {
    // Code that got a StuckError continues with something else, which can get stuck as well.
    this.clock.touch()
    return new Promise((resolve, reject) => {
      this.#racers.add(reject)
      work.then(resolve, reject).finally(() => {
        this.#racers.delete(reject)
        this.clock.touch()
      })
    })
  }

  /**
   * Settles with the work and keeps timers running, unlike {@link real}. It can be inactive for 10 s: not everything that an app does at
   * its start can be detected.
   * @throws StuckError if nothing is left that could make it settle
   */
  async working<Value>(work: () => Value | Promise<Value>): Promise<Value> {
    this.#knownWork++
    try {
      return await this.race(Promise.resolve().then(work))
    } finally {
      this.#knownWork--
    }
  }

  /** Sets the function that gets the StuckError if no `race` is open. */
  whenStuck(tell: (error: StuckError) => void): void {
    this.#otherwise = tell
  }

  /** Whether the running code belongs to it. */
  get isMine(): boolean {
    return this.isShared || scopes()?.getStore() === this
  }

  /** Runs a function so that `virtualTime` within it joins this session. */
  inside<Value>(work: () => Value): Value {
    const scope = scopes()
    return scope === undefined ? work() : scope.run(this, work)
  }

  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#wait.stop()
    active = undefined
    installClock(undefined)
    this.#patches.restore()
    syncBuiltins()
  }

  #drive(): void {
    if (this.#isStopped) return
    whenAtRest({ clock: this.clock, resources: this.#resources, realWork: this.#realWork, wait: this.#wait }, (rest) => {
      const { nextDue } = this.clock
      if (rest === 'held' || nextDue === undefined || nextDue > this.#limit) {
        void this.#standStill(rest, nextDue).then(() => this.#drive())
        return
      }
      this.#fire()
      this.#drive()
    })
  }

  async #standStill(rest: Rest, nextDue: number | undefined): Promise<void> {
    if (rest === 'held') await this.#beStuck('clock.real() has held the clock for 10 s of real time, and its work has not ended.')
    else if (nextDue === undefined) await this.#wakeOrBeStuck()
    else await this.#beStuck(`the next timer is due past the limit of ${formatDuration(this.#limit)}.`, true)
  }

  #fire(): void {
    try {
      this.clock.fireNext()
    } catch (error) {
      throwOutside(error)
    }
  }

  async #wakeOrBeStuck(): Promise<void> {
    const { activity } = this.clock
    let waited = 0
    while (!this.#isStopped && this.clock.activity === activity) {
      const lookedAt = realNow()
      await this.#wait.sleep(1)
      // It can have started unnoticed, such as an import after undetected work.
      if (this.#realWork.awaited() !== undefined) return
      waited += Math.min(realNow() - lookedAt, longestLook)
      if (waited < graceOfRest || (waited < graceOfWork && this.#resources.hasMore)) continue
      if (this.#knownWork > 0 && waited < graceOfKnownWork) continue
      return this.#beStuck(reasonToBeStuck(this.clock.calls, this.#realWork.overtaken))
    }
  }

  /**
   * Reports to the innermost `race`, then waits for activity: a search, for example, continues with its next run. Without activity, it
   * reports to the next one outward.
   */
  async #beStuck(reason: string, isAtLimit = false): Promise<void> {
    const error = new StuckError(this.clock.now(), reason, { isAtLimit })
    const { activity } = this.clock
    const innermost = [...this.#racers].at(-1)
    if (innermost === undefined) this.#otherwise(error)
    else {
      this.#racers.delete(innermost)
      innermost(error)
      if (this.#racers.size > 0) this.clock.touch()
    }
    while (!this.#isStopped && this.clock.activity === activity) await this.#wait.sleep(1)
  }
}
