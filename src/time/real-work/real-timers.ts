import { callersOf } from '../caller.ts'
import { isOwnTimer } from '../real-time.ts'
import type { Work, WorkSource } from './work.ts'

/** Stack frames between a timer and the code that sets it. */
const timerCode = /^node:(?:internal\/)?(?:timers|async_hooks|util)/

/** Code that sets timers in real time under a virtual clock: Node itself, test runners and HTTP clients. */
const knownUsers = /[\\/]node_modules[\\/](?:vitest|@vitest|tinypool|birpc|undici|mocha|jest[^\\/]*|@jest)[\\/]|^node:/

function isSetByApp(below: (...args: never[]) => void): boolean {
  const user = callersOf(below, 8).find((file) => !timerCode.test(file))
  return user !== undefined && user !== '' && !knownUsers.test(user)
}

/** A Node timer, with internal members. */
interface RealTimer {
  readonly _destroyed: boolean
  readonly _idleTimeout: number
  readonly _repeat: number | null
  hasRef(): boolean
}

/**
 * Timers that the app sets in real time under a virtual clock, since it took the function before the clock started, such as with
 * `promisify(setTimeout)` at the top of a file.
 */
export class RealTimers implements WorkSource {
  readonly #timers = new Map<RealTimer, Work>()

  /** @param below the code that sets the timer is among the callers of this function */
  note(timer: object, below: (...args: never[]) => void): void {
    if (!isSetByApp(below)) return
    const real = timer as RealTimer
    this.#timers.set(real, {
      // The delay is not known yet.
      get name() {
        return `a timer of ${real._idleTimeout} ms that runs in real time, since its function was taken before the clock began`
      },
    })
  }

  underway(): readonly Work[] {
    const works: Work[] = []
    for (const [timer, work] of this.#timers) {
      if (timer._destroyed || timer._idleTimeout < 0) this.#timers.delete(timer)
      else if (timer._repeat === null && timer.hasRef() && !isOwnTimer(timer)) works.push(work)
    }
    return works
  }
}
