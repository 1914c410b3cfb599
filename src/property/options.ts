import type { CrashOptions } from './task-or-app.ts'
import type { Duration } from '../engine/base/duration.ts'
import type { BaselineOptions } from './baseline/options.ts'
import type { FaultChoices } from './search/fault-choices.ts'
import type { Property } from './verdict/define-property.ts'

/** Options for `survives`. */
export interface SurvivesOptions<App = unknown, Store = unknown> {
  /**
   * What must hold in every run. A property here that no run exercises fails the test, too. Default: `usualProperties()`, of
   * which those that no run exercises are only reported.
   */
  readonly properties?: readonly Property[]
  /**
   * What is judged, by the ids of properties and baseline checks: a test for one finding fails for that one alone. Default: all
   * properties and all baseline checks
   * @example
   * await survives(chaos, app, { only: ['complete-or-marked'] })
   */
  readonly only?: readonly string[]
  /**
   * The faults that plans can contain. If given, the chaos's own injections are active in every run, in addition to the plan.
   * Default: the chaos's own injections, or any fault if it has none
   */
  readonly faults?: FaultChoices
  /** The most faults in one plan. Default: 3 */
  readonly atMost?: number
  /** How many plans are tried. Default: 200 */
  readonly runs?: number
  /** The longest that one task can take, on the clock. Default: 1 hour, or as long as a property takes: `settlesWithin('3h')` */
  readonly limit?: Duration
  /** With `real`, waits take their time. Default: virtual */
  readonly time?: 'virtual' | 'real'
  /**
   * Also try plans in other orders of the replies that are due at the same time, to find races within the app: first without
   * a fault, then with random plans. Needs virtual time. A replay tries all of these orders, since an incident does not record
   * which one it was. Default: false
   */
  readonly interleavings?: boolean
  /**
   * Whether the search continues after the first finding. It then fails in the end with one error that lists every property and
   * baseline check that was violated, each with its own smallest plan. Default: false
   */
  readonly all?: boolean
  /**
   * How the app is also compared with what it does without a fault, which needs no property. `false`: not at all. Needs virtual
   * time. Default: by all baseline checks
   */
  readonly baseline?: false | BaselineOptions
  /**
   * Also crashes the process of the app at each call and each effect of the task, starts it again over the same store, and checks that
   * the task ends in the same way, with each effect once. Needs `{ app, task }` and virtual time. Default: no crashes
   * @example
   * await survives(chaos, { app: ({ store }) => store, task: (notes) => notes.set('answer', 'yes') }, { crashes: { store: () => new Map() } })
   */
  readonly crashes?: CrashOptions<App, Store>
}
