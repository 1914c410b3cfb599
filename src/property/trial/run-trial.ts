import { catalogue } from '../../../faults/catalogue.ts'
import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { Journal } from '../../engine/model/journal.ts'
import type { Injection, InjectionData } from '../../engine/plan/injection.ts'
import { planVersion, readPlan } from '../../engine/plan/plan.ts'
import type { Property } from '../verdict/define-property.ts'
import { judge, type Judgment } from './judge.ts'
import { runPlan, type PlannedRun, type RunSetting } from './run-plan.ts'
import type { Trial } from './trial.ts'

/** When a task that is aborted midway is aborted, in ms. */
const abortAfter = 1_000
/** What keeps calls open until then. */
const silence: InjectionData = { fault: 'stalled-stream', parameters: { afterDeltas: 1 }, trigger: {} }

/** What every trial of one search shares. */
export interface TrialSetting extends RunSetting {
  /** The seed of the search. Each trial takes a variation of it. */
  readonly seed: string
  /** Injected in every run, in addition to its plan. */
  readonly always: readonly InjectionData[]
  /** The faults that plans can name, in addition to the catalogue. */
  readonly faults: readonly FaultDefinition[]
}

/** What the app did in a trial, and how it was judged. */
export interface TrialResult {
  /** Everything that was injected: what is always injected, then the plan. */
  readonly injections: readonly Injection[]
  /** The run in which the task was not aborted. */
  readonly journal: Journal
  /** In the order of the properties. A property that judges aborts can have two: of the complete run, and of the aborted one. */
  readonly judgments: readonly Judgment[]
}

/**
 * Runs the app under a plan, each time on a fresh run, and judges what it did. The task runs once to its end, and once more
 * aborted midway if a property judges aborts and has not been violated by then.
 */
export async function runTrial(trial: Trial, properties: readonly Property[], setting: TrialSetting): Promise<TrialResult> {
  const read = (injections: readonly InjectionData[]): Injection[] => readInjections(injections, setting.faults)
  const injections = read([...setting.always, ...trial.injections])
  const run: PlannedRun = { seed: seedOf(trial, setting.seed), injections, order: trial.order }
  const complete = await runPlan(setting, run)
  const judged = properties.map((property) => judge(property, complete, injections.length))
  const open = judged.filter(({ property, verdict }) => property.judgesAborts === true && verdict.type !== 'violated')
  if (open.length === 0) return { injections, journal: complete.journal, judgments: judged }
  const during = read([silence])
  const aborted = await runPlan(setting, { ...run, abort: { after: abortAfter, during } })
  const judgments = judged.flatMap((first) => (open.includes(first) ? [first, judge(first.property, aborted, during.length)] : [first]))
  return { injections, journal: complete.journal, judgments }
}

function seedOf({ variation }: Trial, seed: string): string {
  return variation === 0 ? seed : `${seed}/${variation}`
}

function readInjections(injections: readonly InjectionData[], faults: readonly FaultDefinition[]): Injection[] {
  return readPlan({ version: planVersion, injections }, [...catalogue, ...faults.filter((fault) => !catalogue.includes(fault))])
}

/** A judgment that a property was violated. */
export interface Violation extends Judgment {
  readonly verdict: Extract<Judgment['verdict'], { readonly type: 'violated' }>
}

/** The first property that a trial violates. */
export function violationIn({ judgments }: TrialResult): Violation | undefined {
  return judgments.find((judgment): judgment is Violation => judgment.verdict.type === 'violated')
}
