/** One piece of work of the runtime outside of virtual time, such as a query or a file read. */
export interface Work {
  /** Its name, for messages, such as `HTTP request to localhost:8080`. */
  readonly name: string
  /** Whether it needs the clock to wait right now. Default: always, until it ends */
  readonly isActive?: () => boolean
}

/** Starts a piece of work. The returned function ends it. */
export type BeginWork = (name: string, isActive?: () => boolean) => () => void

/** Finds open work. Called only if nothing else is left to do, so it can be slow. */
export interface WorkSource {
  /** @param resources kinds of resources that keep the process alive, as in `process.getActiveResourcesInfo()` */
  underway(resources: readonly string[]): Iterable<Work>
}

/** Work that reports its own start and end. */
export class WorkList implements WorkSource {
  readonly #works = new Set<Work>()
  readonly #changed: () => void

  /** @param changed called when work starts or ends */
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
