import type { InjectionData } from '../../engine/plan/injection.ts'
import { singleRun, type Script } from '../../engine/plan/script.ts'

/** A plan to try, and its variation of the seed. */
export interface Trial {
  readonly injections: readonly InjectionData[]
  /** 0 is the seed itself. */
  readonly variation: number
  /** Which other order of responses that are due at the same time, from 1. The usual order if `undefined`. */
  readonly order?: number
  /** Its runs of the task. One run if `undefined`. */
  readonly script?: Script
}

/** The same trial with another order of responses that are due at the same time. 0 is the usual order. */
export function inOrder({ order: _order, ...trial }: Trial, order: number): Trial {
  return order === 0 ? trial : { ...trial, order }
}

/** The runs of a trial. */
export function scriptOf({ script = singleRun }: Trial): Script {
  return script
}
