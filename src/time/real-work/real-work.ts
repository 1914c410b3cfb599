import { builtin, type Patches } from '../patches/patching.ts'
import { realNow } from '../real-time.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import { watchChildProcesses } from './child-processes.ts'
import { watchCompression } from './compression.ts'
import { watchHttp } from './http.ts'
import { watchJobs } from './jobs.ts'
import { ListedWork } from './listed-work.ts'
import { OwnServers } from './own-servers.ts'
import { watchPromises } from './promised-work.ts'
import { RealTimers } from './real-timers.ts'
import { SocketWork } from './socket-work.ts'
import { watchThreads } from './threads.ts'
import { VitestImports } from './vitest-imports.ts'
import { WorkList, type Work, type WorkSource } from './work.ts'

/**
 * The real work of a program under a virtual clock: work of the runtime that takes real time and that the clock must not overtake. The
 * clock waits for each piece until it ends, or until patience ends. Then it advances and reports the work that it no longer waits for.
 */
export class RealWork {
  readonly #sources: readonly WorkSource[]
  readonly #patience: number
  readonly #process = builtin<NodeJS.Process>('node:process')
  readonly #waitedSince = new WeakMap<Work, number>()
  readonly #overtaken = new WeakSet<Work>()
  readonly #names = new Set<string>()
  readonly #tell: (name: string) => void

  /**
   * @param patience how long the clock waits for one piece of work, in ms of real time
   * @param tell called once for each kind of work that the clock no longer waits for
   */
  constructor(patches: Patches, clock: VirtualClock, patience: number, tell: (name: string) => void) {
    this.#patience = patience
    this.#tell = tell
    const list = new WorkList(() => clock.touch())
    const servers = new OwnServers()
    const sockets = new SocketWork(patches, servers, () => clock.touch())
    const timers = new RealTimers()
    this.#sources = [list, new ListedWork(), new VitestImports(), timers, sockets]
    watchJobs(patches, list, timers)
    watchChildProcesses(patches, list, sockets)
    watchCompression(patches, list)
    watchPromises(patches, list)
    watchHttp(patches, list, servers)
    watchThreads(patches, list, () => clock.touch())
  }

  /** The kinds of work that the clock no longer waited for. */
  get overtaken(): readonly string[] {
    return [...this.#names]
  }

  /** Returns the work that the clock has to wait for now. */
  awaited(): string | undefined {
    const resources = this.#process?.getActiveResourcesInfo() ?? []
    const now = realNow()
    let awaited: string | undefined
    // Check all of it, since the patience for each piece starts when it is first seen.
    for (const source of this.#sources)
      for (const work of source.underway(resources)) if (this.#isWorthWaiting(work, now)) awaited ??= work.name
    return awaited
  }

  #isWorthWaiting(work: Work, now: number): boolean {
    if (this.#overtaken.has(work)) return false
    const since = this.#waitedSince.get(work)
    if (since === undefined) this.#waitedSince.set(work, now)
    else if (now - since >= this.#patience) {
      this.#overtaken.add(work)
      if (!this.#names.has(work.name)) this.#tell(work.name)
      this.#names.add(work.name)
      return false
    }
    return true
  }
}
