import { FaultBugError } from '../base/errors.ts'

/**
 * Runs a stage function over a stream of items and notices when it fires: when its output differs from its input. A fault that waits for a
 * position (such as the fifth delta) fires only when it changes the item there. Errors of the function become {@link FaultBugError}; errors
 * of its source pass through unchanged.
 */
export function* watchedStage<Item extends { readonly type: string }>(
  source: Iterable<Item>,
  stage: { readonly fault: string; readonly name: string; run(items: Iterable<Item>): Iterable<Item> },
  fired: () => void,
  unchanged: () => void = () => {},
): Generator<Item, void, undefined> {
  const watch = new Watch(source)
  const fire = (): void => {
    watch.differs = true
    watch.handed.length = 0
    fired()
  }

  let isSame = false
  try {
    const tapped = watch.tap()
    const acted = stage.run(tapped)
    isSame = acted === tapped
    // There is nothing to watch.
    if (isSame) {
      yield* source
      return
    }
    for (const item of acted) {
      if (!watch.differs && watch.handed.shift() !== item) fire()
      yield item
    }
    if (!watch.differs && (watch.handed.length > 0 || !watch.isExhausted)) fire()
  } catch (error) {
    throw isSame || error === watch.sourceError || error instanceof FaultBugError
      ? error
      : new FaultBugError(stage.fault, stage.name, error)
  } finally {
    // Also if the reader stops before the end: it has read everything up to then.
    if (!watch.differs) unchanged()
  }
}

/** The items that a stage has received and not yet passed on. */
class Watch<Item extends { readonly type: string }> {
  readonly handed: Item[] = []
  differs = false
  isExhausted = false
  sourceError: unknown
  readonly #source: Iterable<Item>

  constructor(source: Iterable<Item>) {
    this.#source = source
  }

  *tap(): Generator<Item, void, undefined> {
    try {
      for (const item of this.#source) {
        if (!this.differs) this.handed.push(item)
        if (item.type === 'end') this.isExhausted = true
        yield item
      }
      this.isExhausted = true
    } catch (error) {
      this.sourceError = error
      throw error
    }
  }
}
