import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FaultBugError } from '../../../src/engine/base/errors.ts'
import { watchedStage, type WatchedFunction } from '../../../src/engine/run/watched-stage.ts'

interface Item {
  readonly type: string
  readonly value: number
}

const item = (value: number): Item => ({ type: 'item', value })
const end: Item = { type: 'end', value: 0 }

type Run = WatchedFunction<Item>['run']

function stageOf(run: Run, fires: () => void = () => {}, unchanged: () => void = () => {}): WatchedFunction<Item> {
  return { fault: 'test', name: 'deliver', run, fires, unchanged }
}

/** Runs a stage over items: what it hands on, and how often it hit. */
function watch(items: readonly Item[], run: Run): { handed: Item[]; matches: number } {
  let matches = 0
  const handed = [
    ...watchedStage(
      items,
      stageOf(run, () => matches++),
    ),
  ]
  return { handed, matches }
}

const anyItems = fc.array(fc.nat(9).map(item), { maxLength: 12 })

describe('watchedStage', () => {
  it('reports that nothing was changed when it is over, even if the reader leaves before the end', () => {
    let unchanged = 0
    const same = stageOf(
      (items) => items,
      () => expect.unreachable(),
      () => unchanged++,
    )
    const stage = () => watchedStage([item(1), item(2)], same)
    stage()
    expect(unchanged).toBe(0)
    for (const _item of stage()) break
    expect(unchanged).toBe(1)
    expect([...stage()]).toHaveLength(2)
    expect(unchanged).toBe(2)
  })

  it('fires exactly if its output differs from its input', () => {
    const edit = fc.constantFrom('keep' as const, 'drop' as const, 'copy' as const, 'double' as const)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9).map(item), edit)), (edited) => {
        const edits = new Map(edited)
        function* run(items: Iterable<Item>): Generator<Item> {
          for (const each of items) {
            const what = edits.get(each)
            if (what !== 'drop') yield what === 'copy' ? { ...each } : each
            if (what === 'double') yield each
          }
        }
        const isChanged = edited.some(([, what]) => what !== 'keep')
        expect(
          watch(
            edited.map(([each]) => each),
            run,
          ).matches,
        ).toBe(isChanged ? 1 : 0)
      }),
    )
  })

  it('does not fire if the stage returns its own source', () => {
    fc.assert(fc.property(anyItems, (items) => watch(items, (source) => source).matches === 0))
  })

  it('does not fire if the stage reads ahead and changes nothing', () => {
    fc.assert(fc.property(anyItems, (items) => watch(items, (source) => [...source]).matches === 0))
  })

  it('fires if the stage stops early', () => {
    expect(watch([item(1), item(2), end], (source) => Iterator.from(source).take(1)).matches).toBe(1)
  })

  it('does not fire if only the part after the end is dropped', () => {
    function* untilEnd(items: Iterable<Item>): Generator<Item> {
      for (const each of items) {
        yield each
        if (each.type === 'end') return
      }
    }
    expect(watch([item(1), end, item(2)], untilEnd).matches).toBe(0)
  })

  it('fires no sooner than at the item that differs', () => {
    let hasFired = false
    function* spoilThird(items: Iterable<Item>): Generator<Item> {
      for (const each of items) yield each.value === 3 ? { ...each } : each
    }
    const stage = watchedStage(
      [item(1), item(3)],
      stageOf(spoilThird, () => (hasFired = true)),
    )
    stage.next()
    expect(hasFired).toBe(false)
    stage.next()
    expect(hasFired).toBe(true)
  })

  it('names the fault whose code throws', () => {
    const broken = (): Iterable<Item> => {
      throw new Error('oh')
    }
    expect(() => watch([item(1)], broken)).toThrow(new FaultBugError('test', 'deliver', new Error('oh')))
  })

  it('does not blame a fault for what its source throws', () => {
    function* failing(): Generator<Item> {
      yield item(1)
      throw new RangeError('elsewhere')
    }
    const stage = watchedStage(
      failing(),
      stageOf((items) => items),
    )
    expect(() => [...stage]).toThrow(RangeError)
  })

  it('blames the inner fault if two are chained', () => {
    const fails: Run = () => {
      throw new Error('oh')
    }
    const inner = watchedStage([item(1)], { ...stageOf(fails), fault: 'inner' })
    const outer = watchedStage(inner, { ...stageOf((items) => items), fault: 'outer' })
    expect(() => [...outer]).toThrow('"inner"')
  })
})
