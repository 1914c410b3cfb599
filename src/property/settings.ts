import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { FaultDefinition } from '../engine/model/fault.ts'
import type { InjectionData } from '../engine/plan/injection.ts'
import { otherOrders } from '../time/index.ts'
import { checkSurvivesOptions } from './check-options.ts'
import { ownComparison, type OwnComparison } from './baseline/own-comparison.ts'
import type { SurvivesOptions } from './options.ts'
import { runLimit } from './run-limit.ts'
import { anyFault, faultsOf, type FaultChoices } from './search/fault-choices.ts'
import type { PlanShape } from './search/plan-arbitrary.ts'
import { byYield } from './search/yield-order.ts'
import { resumes } from './baseline/checks/resumes-after-a-crash.ts'
import { baselineChecks } from './baseline/index.ts'
import type { ComparisonCheck } from './baseline/check.ts'
import { checksUnder } from './baseline/concurrency.ts'
import type { Judged } from './trial/judge.ts'
import { pathPattern } from './trial/mask-paths.ts'
import { defaultProperties } from './default-properties.ts'
import type { Property } from './verdict/define-property.ts'

/** The options of `survives`, checked and complete. */
export interface SurvivesSettings {
  readonly properties: readonly Property[]
  /** Whether every property must be exercised. */
  readonly mustExercise: boolean
  /** Limits for plans. The faults most likely to violate a property are first. */
  readonly shape: PlanShape
  /** Injected in every run, in addition to its plan. */
  readonly always: readonly InjectionData[]
  /** All named faults. */
  readonly faults: readonly FaultDefinition[]
  /** The most trials. A replay has its own number. */
  readonly runs: number
  /** Whether the search continues after the first finding. */
  readonly all: boolean
  /** In ms. */
  readonly limit: number
  readonly time: 'virtual' | 'real'
  /** How many other orders of simultaneous responses are tried. */
  readonly otherOrders: number
  /** How many other orders are used to shrink a failure that needs one, and to replay it. */
  readonly replayedOrders: number
  /** The comparisons with runs without a fault. */
  readonly checks: readonly ComparisonCheck[]
  /** Whether the app's process crashes. */
  readonly crashes: boolean
  /** Paths of values that are never compared. */
  readonly masks: readonly RegExp[]
  /** The user's own comparison of two values, if any. */
  readonly same: OwnComparison | undefined
  /** Whether concurrent copies of the task run. */
  readonly runsCopies: boolean
  /** Whether the properties were passed in. */
  readonly isAsked: boolean
}

/**
 * Reads the options of `survives`.
 * @throws BrownoutError if one of them is wrong
 */
export function readSettings<App, Store>(chaos: Chaos, options: SurvivesOptions<App, Store>): SurvivesSettings {
  checkSurvivesOptions(options)
  const { atMost = 3, runs = 200, limit, time = 'virtual', interleavings = false, all = false } = options
  const { except = [], concurrency, masks = [], same } = options.baseline || {}
  const isAsked = askedBy(options)
  const properties = (options.properties ?? defaultProperties()).filter(isAsked)
  // In real time, an hour between two runs would take an hour.
  const checks =
    time === 'real' || options.baseline === false
      ? []
      : checksUnder(concurrency, baselineChecks).filter((check) => !except.includes(check.id) && isAsked(check))
  const { choices, isCatalogue } = options.faults ?? faultsIn(chaos)
  coreOf(chaos).check(choices.flatMap(({ injection }) => injection ?? []))
  return {
    properties,
    // One plan cannot exercise every property. An incident is replayed only to see whether it happens again.
    mustExercise: options.properties !== undefined && !chaos.isReplaying,
    shape: { faults: { choices: byYield(choices, properties), isCatalogue }, atMost, providers: chaos.providers.map(({ name }) => name) },
    always: options.faults === undefined || chaos.isReplaying ? [] : chaos.injections.map((injection) => injection.toJSON()),
    faults: [...choices, ...chaos.injections].map(({ fault }) => fault),
    runs: chaos.isReplaying ? Infinity : runs,
    all,
    limit: runLimit(properties, limit),
    time,
    otherOrders: interleavings ? otherOrders : 0,
    // Some trials for baseline checks use other orders, too.
    replayedOrders: interleavings || checks.length > 0 ? otherOrders : 0,
    checks: options.crashes === undefined ? checks : [...checks, resumes],
    crashes: options.crashes !== undefined,
    masks: masks.map(pathPattern),
    same: same === undefined ? undefined : ownComparison(same),
    runsCopies: concurrency !== 'never',
    isAsked: options.properties !== undefined,
  }
}

/**
 * The properties and checks selected by the option `only`.
 * @throws BrownoutError if it names an unknown one
 */
function askedBy<App, Store>({
  only,
  properties = defaultProperties(),
  baseline,
}: SurvivesOptions<App, Store>): (judged: Judged) => boolean {
  if (only === undefined) return () => true
  if (only.length === 0)
    throw new BrownoutError('survives() got an empty list as "only": expected ids, such as { only: [\'complete-or-marked\'] }.')
  const ids = [...properties, ...(baseline === false ? [] : baselineChecks)].map(({ id }) => id)
  const unknown: unknown = only.find((id) => !ids.some((known) => known === id))
  if (unknown !== undefined)
    throw new BrownoutError(
      `survives() cannot judge only ${valueInWords(unknown)}: no property and no baseline check has this id.${suggestion(String(unknown), ids)}`,
    )
  return ({ id }) => only.includes(id)
}

function faultsIn({ injections }: Chaos): FaultChoices {
  return injections.length === 0 ? anyFault() : faultsOf(...injections)
}
