import { callersOf } from '../caller.ts'
import { isOwnTimer } from '../real-time.ts'
import type { Work, WorkSource } from './work.ts'

/** Stack frames between a timer and the code that sets it. */
const timerCode = /^node:(?:internal\/)?(?:timers|async_hooks|util)/

/** Code that can set timers in real time under a virtual clock: Node itself, test runners and HTTP clients. */
const knownUsers = /[\\/]node_modules[\\/](?:vitest|@vitest|tinypool|birpc|undici|mocha|jest[^\\/]*|@jest)[\\/]|^node:/

function isSetByApp(below: (...args: never[]) => void): boolean {
  const user = callersOf(below, 8).find((file) => !timerCode.test(file))
  return user !== undefined && user !== '' && !knownUsers.test(user)
}

/** A timer of Node's own, with what it keeps to itself. */
interface RealTimer {
  readonly _destroyed: boolean
  readonly _idleTimeout: number
  readonly _repeat: number | null
  hasRef(): boolean
}

/**
 * Timers that the app sets in real time although a virtual clock is active, since it took the function before the clock began, such as
 * by `promisify(setTimeout)` at the top of a file.
 */
export class RealTimers implements WorkSource {
  readonly #timers = new Map<RealTimer, Work>()

  /** @param below only callers of this function count as who set it */
  note(timer: object, below: (...args: never[]) => void): void {
    if (!isSetByApp(below)) return
    const real = timer as RealTimer
    this.#timers.set(real, {
      // Its delay is not known yet.
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
