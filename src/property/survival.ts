import { catalogue } from '../../faults/catalogue.ts'
import { internalsOf, type Chaos } from '../brownout.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { FaultDefinition } from '../engine/model/fault.ts'
import type { Injection, InjectionData } from '../engine/plan/injection.ts'
import type { Journal } from '../engine/model/journal.ts'
import { readPlan, writePlan } from '../engine/plan/plan.ts'
import { replyOrder, type VirtualSession } from '../time/index.ts'
import { inconclusive, type Evidence, type Property, type Verdict } from './verdict/evidence.ts'
import type { Trial } from './exploration.ts'
import { ResilienceError } from './failure.ts'
import type { SurvivalReport } from './survival-report.ts'
import { runTask, type Task } from './task.ts'
import { Tally } from './tally.ts'

/** When a task that is to be aborted midway is aborted, in ms; whatever it asks is silent by then. */
const abortAt = 1_000
const silence: InjectionData = { fault: 'stalled-stream', parameters: { afterDeltas: 1 }, trigger: {} }

interface Judged {
  readonly verdict: Verdict
  readonly evidence: Evidence
}

/** What one search through plans is made of. */
export interface SurvivalSetup {
  readonly chaos: Chaos
  /** The seed of the search; each run takes a variation of it. */
  readonly seed: string
  readonly task: Task
  readonly properties: readonly Property[]
  /** The longest that one task may take, in ms. */
  readonly limit: number
  /** What is in force in every run, beside its plan. */
  readonly always: readonly InjectionData[]
  /** The faults that plans may name, beside those of the catalogue. */
  readonly faults: readonly FaultDefinition[]
  readonly session: VirtualSession | undefined
  /** The line that runs the same again. */
  readonly replayLine: string
}

/** One search through plans: what is tried, and what has been found out so far. */
export class Survival {
  readonly #setup: SurvivalSetup
  readonly #tally = new Tally()
  #broken: Property | undefined
  #journal: Journal | undefined
  runs = 0

  constructor(setup: SurvivalSetup) {
    this.#setup = setup
  }

  /** The seed of the search. */
  get seed(): string {
    return this.#setup.seed
  }

  /** What the app did in the last run. */
  get journal(): Journal {
    if (this.#journal === undefined) throw new BrownoutError('Expected a run to look back at.')
    return this.#journal
  }

  /** Whether a plan breaks a property; once one is found, no other counts, so that shrinking stays with it. */
  async breaks({ injections, variation, order }: Trial): Promise<boolean> {
    this.runs++
    const judged = await this.#judge({
      injections: [...this.#setup.always, ...injections],
      variation,
      ...(order === undefined ? {} : { order }),
    })
    const properties = this.#broken === undefined ? this.#setup.properties : [this.#broken]
    const found = properties.find((property) => judged.get(property)!.some(({ verdict }) => verdict.type === 'violated'))
    this.#broken ??= found
    return found !== undefined
  }

  /**
   * The failure of a plan that breaks a property.
   * @param foundIn in which run it was found, from 1
   * @param effort how, in words
   */
  async failure(trial: Trial, foundIn: number, effort: string): Promise<ResilienceError> {
    const property = this.#broken!
    const all = [...this.#setup.always, ...trial.injections]
    const judged = await this.#judge({ ...trial, injections: all }, property)
    const found = judged.get(property)!.find(({ verdict }) => verdict.type === 'violated')
    if (found?.verdict.type !== 'violated') {
      throw new BrownoutError(
        `${property.id} was broken in one run and not in the next, by the same plan and seed: the app does something that brownout cannot repeat. Look for what it shares between tasks, and for randomness or time from elsewhere.`,
      )
    }
    const { chaos, seed, replayLine } = this.#setup
    const plan = writePlan(this.#read(all))
    // What the judging itself has put in force is no part of the plan, and comes again with it.
    const incident = { ...chaos.incident(), plan }
    const kept = internalsOf(chaos).keepIncident?.(incident)
    return new ResilienceError({
      seed,
      property,
      plan,
      incident,
      evidence: found.evidence,
      how: found.verdict.how,
      foundIn,
      isInOtherOrder: trial.order !== undefined,
      effort,
      replayLines: [replayLine, ...(kept === undefined ? [] : [kept])],
    })
  }

  report(): Omit<SurvivalReport, 'inconclusive'> {
    return { runs: this.runs, ...this.#tally.report(this.#setup.properties) }
  }

  /** Why nothing was found out about a property, most often. */
  whyInconclusive(id: string): string | undefined {
    return this.#tally.whyInconclusive(id)
  }

  /** @param until is judged alone, and no further than to its being broken */
  async #judge(trial: Trial, until?: Property): Promise<Map<Property, Judged[]>> {
    const { properties } = this.#setup
    const { injections } = trial
    const normal = await this.#run(trial, undefined)
    this.#journal = normal.journal
    const all = new Map<Property, Judged[]>(properties.map((property) => [property, [judgedBy(property, normal, injections)]]))
    const isDone = until !== undefined && all.get(until)!.some(({ verdict }) => verdict.type === 'violated')
    const aborting = isDone ? [] : properties.filter((property) => property.judgesAborts === true)
    if (aborting.length > 0) {
      const aborted = await this.#run(trial, abortAt)
      for (const property of aborting) all.get(property)!.push(judgedBy(property, aborted, [silence]))
    }
    if (until === undefined)
      this.#tally.count(injections, normal.journal, new Map([...all].map(([{ id }, judged]) => [id, judged.map(({ verdict }) => verdict)])))
    return all
  }

  async #run({ injections, variation, order }: Trial, abortAfter: number | undefined): Promise<Evidence> {
    const { chaos, seed, task, session, limit } = this.#setup
    chaos.reset(variation === 0 ? seed : `${seed}/${variation}`)
    chaos.inject(...this.#read(injections))
    // Past `inject`, which does nothing while an incident is replayed: the silence belongs to the judging, not to the plan.
    if (abortAfter !== undefined)
      internalsOf(chaos)
        .run()
        .arm(this.#read([silence]))
    const outcome = await runTask(task, {
      session,
      seed: chaos.seed,
      replyOrder: order === undefined ? undefined : replyOrder(chaos.seed, order),
      abortAfter,
      limit,
      isOpen: () => chaos.journal.calls.some((call) => call.endedAt === undefined),
    })
    const { journal } = chaos
    const [bug] = journal.bugs
    if (bug !== undefined && outcome.settlement.type !== 'stuck') throw bug
    const [unhandled] = journal.unhandled
    if (unhandled !== undefined) throw new BrownoutError(unhandled.message)
    return { journal, outcome }
  }

  #read(injections: readonly InjectionData[]): Injection[] {
    return readPlan({ version: 1, injections }, [...catalogue, ...this.#setup.faults.filter((fault) => !catalogue.includes(fault))])
  }
}

function judgedBy(property: Property, evidence: Evidence, injections: readonly InjectionData[]): Judged {
  const verdict = verdictOf(property, evidence)
  const hasFired = evidence.journal.calls.some((call) => call.fired.length > 0)
  if (verdict.type !== 'held' || hasFired) return { verdict, evidence }
  return { verdict: inconclusive(injections.length === 0 ? 'nothing was injected' : 'nothing that was injected has fired'), evidence }
}

function verdictOf(property: Property, evidence: Evidence): Verdict {
  try {
    return property.judge(evidence)
  } catch (error) {
    throw new BrownoutError(
      `The property "${property.id}" threw while it judged a run. That is a bug in the property, not in the app: ${String(error)}`,
      { cause: error },
    )
  }
}
