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
  const handed: Item[] = []
  let differs = false
  let exhausted = false
  let sourceError: unknown

  function* tap(): Generator<Item, void, undefined> {
    try {
      for (const item of source) {
        if (!differs) handed.push(item)
        if (item.type === 'end') exhausted = true
        yield item
      }
      exhausted = true
    } catch (error) {
      sourceError = error
      throw error
    }
  }

  const fire = (): void => {
    differs = true
    handed.length = 0
    fired()
  }

  try {
    for (const item of stage.run(tap())) {
      if (!differs && handed.shift() !== item) fire()
      yield item
    }
    if (!differs && (handed.length > 0 || !exhausted)) fire()
  } catch (error) {
    throw error === sourceError || error instanceof FaultBugError ? error : new FaultBugError(stage.fault, stage.name, error)
  } finally {
    // Also if the reader leaves before the end: it has read everything up to then.
    if (!differs) unchanged()
  }
}
