import { builtin, type Patches } from '../patches/patching.ts'
import { callersOf } from '../caller.ts'
import { isOwnTimer } from '../real-time.ts'
import type { Work, WorkList, WorkSource } from './work.ts'

interface Hooks {
  createHook(callbacks: {
    init(id: number, type: string, trigger: number, resource: object): void
    before(id: number): void
    trackPromises: boolean
  }): { enable(): void; disable(): void }
  readonly AsyncResource: new (...args: never[]) => object
}

/** What Node's crypto gives to its thread pool. Without `ondone` it runs at once, as in `pbkdf2Sync`. */
interface CryptoJob {
  readonly ondone?: unknown
}

/** Node's own names are in capitals, but for these of its JavaScript. */
const ofNode = /^(?:[A-Z0-9_]+|TickObject|Microtask|Immediate|Timeout|FileHandle\w*)$/

type Kind = 'crypto' | 'addon' | 'timer' | 'other'

function kindOf(type: string): Kind {
  if (type === 'Timeout') return 'timer'
  if (type.endsWith('REQUEST') && type !== 'HTTPCLIENTREQUEST' && type !== 'HTTPINCOMINGMESSAGE') return 'crypto'
  return ofNode.test(type) ? 'other' : 'addon'
}

/** Frames between a timer and whoever sets it. */
const timerCode = /^node:(?:internal\/)?(?:timers|async_hooks|util)/

/** Whoever may set timers in real time under a virtual clock: Node itself, test runners and HTTP clients. */
const knownUsers = /[\\/]node_modules[\\/](?:vitest|@vitest|tinypool|birpc|undici|mocha|jest[^\\/]*|@jest)[\\/]|^node:/

/**
 * Watches what async hooks alone show: crypto and the work of native add-ons on the thread pool, and timers that were taken before the
 * clock began, such as by `promisify(setTimeout)` at the top of a file.
 */
export function watchJobs(patches: Patches, list: WorkList): WorkSource {
  const timers = new RealTimers()
  const hooks = builtin<Hooks>('node:async_hooks')
  if (hooks === undefined) return timers
  const kinds = new Map<string, Kind>()
  const ends = new Map<number, () => void>()
  const init = (id: number, type: string, _trigger: number, resource: object): void => {
    let kind = kinds.get(type)
    if (kind === undefined) kinds.set(type, (kind = kindOf(type)))
    if (kind === 'other') return
    if (kind === 'timer') {
      if (isSetByApp(init)) timers.note(resource as RealTimer)
    } else if (kind === 'crypto')
      ends.set(
        id,
        list.begin('crypto', () => (resource as CryptoJob).ondone !== undefined),
      )
    else if (!(resource instanceof hooks.AsyncResource)) ends.set(id, list.begin(type))
  }
  const hook = hooks.createHook({
    init,
    before(id) {
      if (ends.size === 0) return
      ends.get(id)?.()
      ends.delete(id)
    },
    // Node before 24.12 does not know it, and hooks promises as well.
    trackPromises: false,
  })
  hook.enable()
  patches.afterwards(() => void hook.disable())
  return timers
}

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

/** Timers that the app set in real time although a virtual clock is in force. */
class RealTimers implements WorkSource {
  readonly #timers = new Map<RealTimer, Work>()

  note(timer: RealTimer): void {
    // Its delay is set only once this has returned.
    this.#timers.set(timer, {
      get name() {
        return `a timer of ${timer._idleTimeout} ms that was taken before the clock began and runs in real time`
      },
    })
  }

  *underway(): Iterable<Work> {
    for (const [timer, work] of this.#timers) {
      if (timer._destroyed || timer._idleTimeout < 0) this.#timers.delete(timer)
      else if (timer._repeat === null && timer.hasRef() && !isOwnTimer(timer)) yield work
    }
  }
}
