import type { InjectionData } from '../../engine/plan/injection.ts'
import { singleRun, type Script } from '../../engine/plan/script.ts'

/** A plan to try, and the variation of the seed to try it under. */
export interface Trial {
  readonly injections: readonly InjectionData[]
  /** 0 is the seed itself. */
  readonly variation: number
  /** Which other order of the replies that are due at the same time, from 1. The usual order if `undefined`. */
  readonly order?: number
  /** Which runs of the task it consists of. One run if `undefined`. */
  readonly script?: Script
}

/** The same trial in another order of the replies that are due at the same time. 0 is the usual order. */
export function inOrder({ order: _order, ...trial }: Trial, order: number): Trial {
  return order === 0 ? trial : { ...trial, order }
}

/** The runs that a trial consists of. */
export function scriptOf({ script = singleRun }: Trial): Script {
  return script
}
