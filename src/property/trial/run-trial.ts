import { catalogue } from '../../../faults/catalogue.ts'
import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { Journal } from '../../engine/model/journal.ts'
import type { Injection, InjectionData } from '../../engine/plan/injection.ts'
import { planVersion, readPlan } from '../../engine/plan/plan.ts'
import type { Property } from '../verdict/define-property.ts'
import type { Evidence } from '../verdict/evidence.ts'
import { judge, type Judgment } from './judge.ts'
import { rehearse, type PlannedRehearsal, type Rehearsal, type RehearsalSetting } from './rehearse.ts'
import { singleRun } from '../../engine/plan/script.ts'
import { scriptOf, type Trial } from './trial.ts'

/** When a task is aborted midway, in ms. */
const abortAfter = 1_000
/** Keeps calls open until then. */
const silence: InjectionData = { fault: 'stalled-stream', parameters: { afterDeltas: 1 }, trigger: {} }

/** The properties and checks to judge. */
export interface Asked {
  /** Whether to judge a property or baseline check, by its id. Default: all */
  readonly isAsked?: (id: string) => boolean
  /** Whether it is known to be violated, by its id. A further violation is counted, but need not be confirmed. Default: none */
  readonly isKnown?: (id: string) => boolean
}

/** Settings shared by all trials of a search. */
export interface TrialSetting extends RehearsalSetting {
  /** The seed of the search. Each trial uses a variation of it. */
  readonly seed: string
  /** Injected in every run, in addition to its plan. */
  readonly always: readonly InjectionData[]
  /** The faults that plans can name, in addition to the catalogue. */
  readonly faults: readonly FaultDefinition[]
  /**
   * Judges a complete rehearsal of a trial, in addition to the properties, which judge its first run.
   */
  judgeRehearsal(rehearsal: Rehearsal, trial: Trial, asked: Asked): Promise<readonly Judgment[]>
}

/** The result of a trial: the actions of the app, and the verdicts. */
export interface TrialResult {
  /** All injected faults: those of every run, then the plan. */
  readonly injections: readonly Injection[]
  /** All runs of the script. */
  readonly rehearsal: Rehearsal
  /** The journal of all runs. */
  readonly journal: Journal
  /** Ordered like the properties, then like the baseline checks. A property that judges aborts can have two: of the complete run, and of the aborted one. */
  readonly judgments: readonly Judgment[]
}

/**
 * Runs the app under a plan, with a fresh app each time, and judges it. Properties judge the first run of the script, and an
 * aborted run as well if they judge aborts and have not been violated by then.
 */
export async function runTrial(
  trial: Trial,
  properties: readonly Property[],
  setting: TrialSetting,
  asked: Asked = {},
): Promise<TrialResult> {
  const { isAsked = () => true } = asked
  const injections = readInjections([...setting.always, ...trial.injections], setting.faults)
  const planned: PlannedRehearsal = { seed: seedOf(trial, setting.seed), script: scriptOf(trial), injections, order: trial.order }
  let judged: PropertyJudgment[] = []
  const judgeFirst = (evidence: Evidence): void => {
    // An aborted app need not return an answer.
    const isAborted = evidence.outcome.abortedAt !== undefined
    // A crashed process need not either.
    if (evidence.outcome.crashed !== undefined) return
    judged = properties
      .filter(({ id, judgesAborts }) => isAsked(id) && (!isAborted || judgesAborts === true))
      .map((property) => ({ ...judge(property, evidence, injections.length), property }))
  }
  const rehearsal = await rehearse(setting, planned, judgeFirst)
  const judgments = [...(await withAborts(judged, planned, setting)), ...(await setting.judgeRehearsal(rehearsal, trial, asked))]
  return { injections, rehearsal, journal: rehearsal.journal, judgments }
}

interface PropertyJudgment extends Judgment {
  readonly property: Property
}

async function withAborts(judged: readonly PropertyJudgment[], planned: PlannedRehearsal, setting: TrialSetting): Promise<Judgment[]> {
  const open = judged.filter(
    ({ property, verdict, evidence }) =>
      property.judgesAborts === true && verdict.type !== 'violated' && evidence.outcome.abortedAt === undefined,
  )
  if (open.length === 0) return [...judged]
  const beside = readInjections([silence], setting.faults)
  let aborted: Evidence | undefined
  const script = [{ ...singleRun[0]!, abortAfter }]
  const rehearsal = await rehearse(setting, { ...planned, script, beside }, (evidence) => (aborted = evidence))
  return judged.flatMap((first) =>
    open.includes(first) ? [first, { ...judge(first.property, aborted!, beside.length), rehearsal }] : [first],
  )
}

/** The seed of a variation. 0 is the seed itself. */
export function seedOf({ variation }: Pick<Trial, 'variation'>, seed: string): string {
  return variation === 0 ? seed : `${seed}/${variation}`
}

/** Reads injected faults, from the catalogue or others. */
export function readInjections(injections: readonly InjectionData[], faults: readonly FaultDefinition[]): Injection[] {
  return readPlan({ version: planVersion, injections }, [...catalogue, ...faults.filter((fault) => !catalogue.includes(fault))])
}

/** A judgment that a property was violated. */
export interface Violation extends Judgment {
  readonly verdict: Extract<Judgment['verdict'], { readonly type: 'violated' }>
}

/** The violations of a trial, in the order of its judgments. */
export function violationsIn({ judgments }: Pick<TrialResult, 'judgments'>): Violation[] {
  return judgments.filter((judgment): judgment is Violation => judgment.verdict.type === 'violated')
}
