import type { InjectionData } from '../../engine/plan/injection.ts'

/** A plan to try, and the variation of the seed to try it under. */
export interface Trial {
  readonly injections: readonly InjectionData[]
  /** 0 is the seed itself. */
  readonly variation: number
  /** Which other order of the replies that are due at the same time, from 1. The usual order if `undefined`. */
  readonly order?: number
}

/** The same trial in another order of the replies that are due at the same time. 0 is the usual order. */
export function inOrder({ injections, variation }: Trial, order: number): Trial {
  return order === 0 ? { injections, variation } : { injections, variation, order }
}
