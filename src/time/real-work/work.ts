/** One piece of work that the runtime does outside of virtual time, such as a query or a file read. */
export interface Work {
  /** What it is, for messages, such as `HTTP request to localhost:8080`. */
  readonly name: string
  /** Whether it needs the clock to wait right now. Default: always, until it ends */
  readonly isActive?: () => boolean
}

/** Begins a piece of work; the returned function ends it. */
export type BeginWork = (name: string, isActive?: () => boolean) => () => void

/** Finds work that is under way. Asked only while nothing else is left to do, so it can look around. */
export interface WorkSource {
  /** @param resources what keeps the process busy, by its kinds, as `process.getActiveResourcesInfo()` lists it */
  underway(resources: readonly string[]): Iterable<Work>
}

/** Work that says itself when it begins and ends. */
export class WorkList implements WorkSource {
  readonly #works = new Set<Work>()
  readonly #changed: () => void

  /** @param changed is called when work begins or ends */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  readonly begin: BeginWork = (name, isActive) => {
    const work: Work = { name, ...(isActive === undefined ? {} : { isActive }) }
    this.#works.add(work)
    this.#changed()
    return () => {
      if (this.#works.delete(work)) this.#changed()
    }
  };

  *underway(): Iterable<Work> {
    for (const work of this.#works) if (work.isActive?.() !== false) yield work
  }
}
