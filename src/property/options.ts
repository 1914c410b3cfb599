import type { CrashOptions } from './task-or-app.ts'
import type { Duration } from '../engine/base/duration.ts'
import type { BaselineOptions } from './baseline/options.ts'
import type { FaultChoices } from './search/fault-choices.ts'
import type { Property } from './verdict/define-property.ts'

/** Options for `survives`. */
export interface SurvivesOptions<App = unknown, Store = unknown> {
  /**
   * The properties that must hold in every run. The test also fails if no run exercises one of these. Default: `defaultProperties()`,
   * which are only reported if no run exercises them.
   */
  readonly properties?: readonly Property[]
  /**
   * The ids of the properties and baseline checks to judge, so that a test for one finding fails only for that. Default: all
   * properties and all baseline checks
   * @example
   * await survives(chaos, app, { only: ['complete-or-marked'] })
   */
  readonly only?: readonly string[]
  /**
   * The faults that plans can contain. If given, the chaos's own injected faults are active in every run, in addition to the plan.
   * Default: the chaos's own injected faults, or any fault if it has none
   */
  readonly faults?: FaultChoices
  /** The most faults in one plan. Default: 3 */
  readonly atMost?: number
  /** The number of plans. Default: 200 */
  readonly runs?: number
  /** The longest time for one task, on the clock. Default: 1 hour, or longer if a property needs it: `settlesWithin('3h')` */
  readonly limit?: Duration
  /** `real` runs timers in real time. Default: virtual */
  readonly time?: 'virtual' | 'real'
  /**
   * Also try other orders of responses that are due at the same time, to find races within the app: first without
   * a fault, then with random plans. Needs virtual time. A replay tries all of these orders, since an incident file does not record
   * which one failed. Default: false
   */
  readonly interleavings?: boolean
  /**
   * Whether the search continues after the first finding. At the end it then fails with one error that lists every property and
   * baseline check that was violated, each with its own minimal plan. Default: false
   */
  readonly all?: boolean
  /**
   * Options for the comparison with the app's own runs without a fault, which needs no property. `false`: off. Needs virtual
   * time. Default: all baseline checks
   */
  readonly baseline?: false | BaselineOptions
  /**
   * Also crashes the app's process at each call and each effect of the task, restarts it with the same store, and checks that
   * the task ends the same way, with each effect once. Needs `{ app, task }` and virtual time. Default: no crashes
   * @example
   * await survives(chaos, { app: ({ store }) => store, task: (notes) => notes.set('answer', 'yes') }, { crashes: { store: () => new Map() } })
   */
  readonly crashes?: CrashOptions<App, Store>
}
