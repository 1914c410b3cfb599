import { ActiveResources } from './active-resources.ts'
import { installClock, type CallsSoFar } from '../engine/model/clock.ts'
import { formatDuration, milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkOptions, checkValue, durationText, functionLike, text, type OptionTable } from '../engine/base/options.ts'
import { patchAbortSignal } from './patches/abort-signal.ts'
import { patchDates } from './patches/dates.ts'
import { patchFetch } from './patches/fetch.ts'
import { builtin, Patches } from './patches/patching.ts'
import { patchRandom } from './patches/random.ts'
import { watchRequests } from './patches/requests.ts'
import { patchSockets } from './patches/sockets.ts'
import { patchTimers } from './patches/timers.ts'
import { patchWebCrypto } from './patches/web-crypto.ts'
import { whenAtRest, type Rest } from './quiescence.ts'
import { realNow, RealWait, throwOutside } from './real-time.ts'
import type { ReplyOrder } from './reply-order.ts'
import { VirtualClock } from './virtual-clock.ts'

/** Nothing is left that could wake the program: no timer, no work, only something that waits for ever. */
export class StuckError extends BrownoutError {
  override readonly name = 'StuckError'
  /** When it got stuck, in milliseconds on the clock. */
  readonly at: number
  /** Whether there was something left to wait for, past the limit of virtual time. */
  readonly isAtLimit: boolean

  constructor(at: number, reason: string, { isAtLimit = false }: { readonly isAtLimit?: boolean } = {}) {
    super(`Stuck at ${formatDuration(at)} of virtual time: ${reason}`)
    this.at = at
    this.isAtLimit = isAtLimit
  }
}

export interface VirtualTimeOptions {
  /** Seeds `Math.random`, from which SDKs draw the jitter of their back-off. */
  readonly seed?: string
  /** The longest that virtual time can go on. Default: 24 hours */
  readonly limit?: Duration
  /** Milliseconds since 1970 at which the clock starts. Default: the first instant of 2026 */
  readonly epoch?: number
}

const optionTable: OptionTable<VirtualTimeOptions> = {
  seed: text,
  limit: durationText,
  epoch: { expected: 'milliseconds since 1970 as a number', accepts: Number.isFinite },
}

/** What a function under virtual time can do with it. */
export interface VirtualTime {
  /** Milliseconds since virtual time began. */
  now(): number
  /** Keeps the clock where it is while real work goes on that it cannot see, such as a query to a database. */
  real<Value>(work: () => Promise<Value>): Promise<Value>
}

/** How long nothing may happen in the world's time, with no timer set, before a program counts as stuck. */
const graceOfRest = 60
/** The same, while the process has files or sockets at work that it did not have when virtual time began. */
const graceOfWork = 2_000
/** The same, while work is under way that is known to be real. */
const graceOfKnownWork = 10_000

let active: VirtualSession | undefined

/** The session of virtual time that is in force in this process. */
export function activeSession(): VirtualSession | undefined {
  return active
}

interface Scope {
  run<Value>(store: object, work: () => Value): Value
  getStore(): object | undefined
}

let scopes: Scope | undefined

function scope(): Scope | undefined {
  return (scopes ??= ((): Scope | undefined => {
    const hooks = builtin<{ AsyncLocalStorage: new () => Scope }>('node:async_hooks')
    return hooks === undefined ? undefined : new hooks.AsyncLocalStorage()
  })())
}

/** Virtual time in force, from its start to its stop. The process has one time, so there is one of these at most. */
export class VirtualSession implements VirtualTime {
  readonly clock: VirtualClock
  /** Whether code outside of `inside` may take part, as the body of a test does whose fixture began the session. */
  readonly isShared: boolean
  #limit: number
  readonly #patches = new Patches()
  readonly #random: { restart(): void }
  readonly #resources = new ActiveResources()
  readonly #racers = new Set<(error: StuckError) => void>()
  #seed: string
  readonly #wait = new RealWait()
  #knownWork = 0
  #isStopped = false
  #otherwise: (error: StuckError) => void = () => {}

  /** @throws BrownoutError where one is in force already */
  constructor(options: VirtualTimeOptions & { readonly isShared?: boolean } = {}) {
    if (active !== undefined) {
      throw new BrownoutError(
        'Cannot begin virtual time: it is in force already, and a process has one time. Run tests that use it one after the other (no test.concurrent), or turn it off with { time: "real" }.',
      )
    }
    this.clock = new VirtualClock(options.epoch)
    this.isShared = options.isShared ?? false
    this.#limit = milliseconds(options.limit ?? '24h')
    this.#seed = options.seed ?? 'brownout'
    patchTimers(this.#patches, this.clock)
    patchDates(this.#patches, this.clock)
    patchAbortSignal(this.#patches, this.clock)
    patchSockets(this.#patches, this.clock)
    watchRequests(this.#patches, this.clock)
    patchWebCrypto(this.#patches, this.clock)
    patchFetch(this.#patches, this.clock)
    this.#random = patchRandom(this.#patches, () => this.#seed)
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
   * Begins anew at 0, without the timers that are left, so that what follows does not depend on what was.
   * @param replyOrder the order of replies that are due together. Default: the order of their calls
   */
  restart(seed?: string, limit?: Duration, replyOrder?: ReplyOrder): void {
    this.#seed = seed ?? this.#seed
    if (limit !== undefined) this.#limit = milliseconds(limit)
    this.clock.restart(replyOrder)
    this.#random.restart()
  }

  /** How far virtual time can go on, in ms on the clock. */
  get limit(): number {
    return this.#limit
  }

  /** Lets virtual time go on until then, in ms on the clock. */
  extendTo(limit: number): void {
    this.#limit = limit
  }

  /** Settles as the work does. @throws StuckError where nothing is left that could make it settle */
  race<Value>(work: Promise<Value>): Promise<Value> {
    // Whoever was told that the program is stuck goes on with something else, which can get stuck as well.
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
   * Settles as the work does, and lets timers go on, which {@link real} does not. It may rest for 10 s: an import, for example,
   * cannot be seen.
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

  /** Says who is to be told that the program is stuck where no `race` is under way. */
  whenStuck(tell: (error: StuckError) => void): void {
    this.#otherwise = tell
  }

  /** Runs a function so that `virtualTime` within it takes part in this session. */
  inside<Value>(work: () => Value): Value {
    return scope()?.run(this, work) ?? work()
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
    whenAtRest(this.clock, this.#resources, this.#wait, (rest) => {
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
    if (rest === 'held') await this.#beStuck('something has held the clock for 10 s of real time and has not let it go.')
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
    const since = realNow()
    while (!this.#isStopped && this.clock.activity === activity) {
      await this.#wait.sleep(1)
      const waited = realNow() - since
      if (waited < graceOfRest || (waited < graceOfWork && this.#resources.hasMore)) continue
      if (this.#knownWork > 0 && waited < graceOfKnownWork) continue
      return this.#beStuck(`nothing is left that could wake the program. ${whatItWaitsFor(this.clock.calls)}${blindSpot()}`)
    }
  }

  /**
   * Tells the innermost of those who asked, then waits for a sign of life: it may give one, as a search does that goes on with
   * its next run. If not, the next one outward is told.
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

/** What a program waits for that has set no timer, as far as its calls show. */
function whatItWaitsFor({ ended, open }: CallsSoFar): string {
  if (open.length > 0)
    return `Still open: ${open.join('; ')}. No timer is set that would end the wait: give the call a timeout or an AbortSignal.`
  const calls = ended === 0 ? 'No emulated provider was called' : ended === 1 ? 'The only call has ended' : `All ${ended} calls have ended`
  return `${calls}, and no timer is set: it waits for something of its own that never comes, such as a lock, a queue or an event. If that is work that the clock cannot see, such as a query to a database, wrap it in clock.real().`
}

/** What this runtime lets no virtual clock see: Bun resolves the names of an import once, and replacing them later has no effect. */
function blindSpot(): string {
  if (!('Bun' in globalThis)) return ''
  return ' Or it waits for a timer imported by its name from node:timers or node:timers/promises, which Bun keeps off the clock: use the global one, or { time: "real" }.'
}

/** Lets `import { setTimeout } from 'node:timers'` see what was replaced. */
function syncBuiltins(): void {
  builtin<{ syncBuiltinESMExports(): void }>('node:module')?.syncBuiltinESMExports()
}

/**
 * Runs a function under a virtual clock: timers, dates, timeouts of SDKs and sockets, `AbortSignal.timeout` and the delays
 * of faults all run on it, and it jumps from one to the next as soon as nothing else is left to do.
 * Within another `virtualTime` it takes part in that one.
 * @throws BrownoutError if it gets no function, an option is unknown or wrong, or another, unrelated one is in force; StuckError if the function can never settle
 * @example
 * await virtualTime(async (clock) => {
 *   await new Promise((resolve) => setTimeout(resolve, 600_000))
 *   clock.now() // => 600000
 * })
 */
export async function virtualTime<Value>(
  run: (clock: VirtualTime) => Value | Promise<Value>,
  options: VirtualTimeOptions = {},
): Promise<Value> {
  checkValue('virtualTime()', run, functionLike("() => ask('Where is my parcel?')"))
  checkOptions<VirtualTimeOptions>('virtualTime()', options, optionTable)
  if (active !== undefined && (active.isShared || scope()?.getStore() === active)) {
    const session = active
    return session.race(Promise.resolve().then(() => run(session)))
  }
  const session = new VirtualSession(options)
  try {
    return await session.inside(() => session.race(Promise.resolve().then(() => run(session))))
  } finally {
    session.stop()
  }
}
